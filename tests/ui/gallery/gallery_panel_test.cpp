// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/gallery/sample_pictures.h"
#include "ui/gallery/detail_combo.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_panel.h"
#include "ui/gallery/gallery_view.h"
#include "ui/gallery/sort_button.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QSlider>

using namespace saccade;
using namespace saccade::ui;
using saccade::test::allRight;
using saccade::test::samplePictures;

class GalleryPanelTest : public QObject
{
    Q_OBJECT

    struct Fixture
    {
        Fixture() { panel.resize(260, 500); }

        template <typename Control>
        Control* control(const char* name)
        {
            return panel.findChild<Control*>(QLatin1String(name));
        }
        QToolButton* wrong() { return control<QToolButton>("galleryWrong"); }
        QToolButton* all() { return control<QToolButton>("galleryAll"); }
        DetailCombo* split() { return control<DetailCombo>("gallerySplit"); }
        DetailCombo* classes() { return control<DetailCombo>("galleryClass"); }
        SortButton* sort() { return control<SortButton>("gallerySort"); }
        GalleryView* view() { return control<GalleryView>("galleryView"); }
        int shown() { return view()->model()->rowCount(); }
        PictureRef pictureAt(int row)
        {
            return view()->model()->index(row, 0).data(GalleryModel::PictureRole).value<PictureRef>();
        }

        /// As a person does, with the keyboard.
        void chooseEntry(DetailCombo* combo, int entry)
        {
            QTest::keyClick(combo, Qt::Key_Home);
            for (int i = 0; i < entry; ++i)
                QTest::keyClick(combo, Qt::Key_Down);
        }
        void chooseOrder(const QString& entry)
        {
            for (QAction* action : sort()->menu()->actions())
                if (action->text() == entry && action->isEnabled())
                    action->trigger();
        }
        QAction* order(const QString& entry)
        {
            for (QAction* action : sort()->menu()->actions())
                if (action->text() == entry)
                    return action;
            return nullptr;
        }

        GalleryPanel panel;
        QSignalSpy selected{&panel, &GalleryPanel::pictureSelected};
        QSignalSpy wanted{&panel, &GalleryPanel::predictionsWanted};
    };

    static std::vector<Prediction> oneWrong(const Dataset& data, Split split, int which)
    {
        std::vector<Prediction> predictions = allRight(data, split);
        auto& wrong = predictions[std::size_t(which)];
        wrong = {(wrong.predicted + 1) % 3, 0.9F, 4.0F};
        return predictions;
    }

private Q_SLOTS:
    void aDataSetChoosesItsFirstTestPicture()
    {
        Fixture f;
        QVERIFY(!f.panel.current());
        f.panel.setDataset(samplePictures(7, 5));
        QCOMPARE(f.selected.count(), 1);
        QVERIFY((f.selected[0][0].value<PictureRef>() == PictureRef{Split::Test, 0}));
        QVERIFY((f.panel.current() == PictureRef{Split::Test, 0}));
        f.panel.setDataset(samplePictures(7, 5));
        QCOMPARE(f.selected.count(), 2);
        f.panel.setDataset(nullptr);
        QVERIFY(!f.panel.current());
        QCOMPARE(f.selected.count(), 2);
    }

    void splitsAreNamedAndCounted()
    {
        Fixture f;
        f.panel.setLocale(QLocale(QLocale::English));
        f.panel.setDataset(samplePictures(5000, 1000));
        QCOMPARE(f.split()->itemText(0), QStringLiteral("Sample · test"));
        QCOMPARE(f.split()->detail(0), QStringLiteral("1,000"));
        QCOMPARE(f.split()->detail(1), QStringLiteral("5,000"));
        QCOMPARE(f.split()->detail(2), QStringLiteral("6,000"));
        QCOMPARE(f.classes()->itemText(1), QStringLiteral("cat"));
        QCOMPARE(f.classes()->detail(1), QStringLiteral("333")); // test labels start at 5000 % 3 = 2
        QCOMPARE(f.classes()->detail(3), QStringLiteral("334"));
    }

    void splitAndClassNarrowWhatIsShown()
    {
        Fixture f;
        f.panel.setDataset(samplePictures(7, 5)); // train labels 0120120, test 12012
        f.chooseEntry(f.split(), 1);
        QCOMPARE(f.shown(), 7);
        f.chooseEntry(f.classes(), 1);
        QCOMPARE(f.shown(), 3);
        f.chooseEntry(f.split(), 2);
        QCOMPARE(f.shown(), 4);
        QVERIFY((f.pictureAt(3) == PictureRef{Split::Test, 2}));
    }

    void withoutAModelWrongAndSortingSayWhatToDo()
    {
        Fixture f;
        QVERIFY(!f.wrong()->isEnabled());
        QVERIFY(f.wrong()->toolTip().contains(QLatin1String("Open a data set")));
        f.panel.setDataset(samplePictures(7, 5));
        QVERIFY(!f.wrong()->isEnabled());
        QVERIFY(f.wrong()->toolTip().contains(QLatin1String("train or open a model")));
        QVERIFY(!f.order(QStringLiteral("Highest loss first"))->isEnabled());
        QVERIFY(f.order(QStringLiteral("Highest loss first"))
                    ->toolTip()
                    .contains(QLatin1String("train or open")));
        QVERIFY(f.sort()->toolTip().contains(QLatin1String("train or open")));
        QVERIFY(f.order(QStringLiteral("As in the data set, last first"))->isEnabled());
    }

    void wrongAsksTheModelOnceAndShowsTheAnswer()
    {
        Fixture f;
        const DatasetPtr data = samplePictures(7, 5);
        f.panel.setDataset(data);
        f.panel.setCanPredict(true);
        QTest::mouseClick(f.wrong(), Qt::LeftButton);
        QCOMPARE(f.wanted.count(), 1);
        QCOMPARE(f.wanted[0][0].value<Split>(), Split::Test);
        QCOMPARE(f.shown(), 5); // everything, until the answer is there
        f.chooseOrder(QStringLiteral("Highest loss first"));
        QCOMPARE(f.wanted.count(), 1);
        f.panel.setPredictions(Split::Test, oneWrong(*data, Split::Test, 3));
        QCOMPARE(f.shown(), 1);
        QVERIFY((f.pictureAt(0) == PictureRef{Split::Test, 3}));
        QCOMPARE(f.wrong()->text(), QStringLiteral("Wrong 1"));
        QTest::mouseClick(f.all(), Qt::LeftButton);
        QCOMPARE(f.shown(), 5);
        QVERIFY((f.pictureAt(0) == PictureRef{Split::Test, 3})); // still by loss
        QCOMPARE(f.wanted.count(), 1);
    }

    void bothSplitsAreAskedForOneAfterTheOther()
    {
        Fixture f;
        const DatasetPtr data = samplePictures(7, 5);
        f.panel.setDataset(data);
        f.panel.setCanPredict(true);
        f.chooseEntry(f.split(), 2);
        QTest::mouseClick(f.wrong(), Qt::LeftButton);
        QCOMPARE(f.wanted.count(), 1);
        f.panel.setPredictions(Split::Test, oneWrong(*data, Split::Test, 3));
        QCOMPARE(f.wanted.count(), 2);
        QCOMPARE(f.wanted[1][0].value<Split>(), Split::Train);
        QCOMPARE(f.shown(), 12);
        f.panel.setPredictions(Split::Train, oneWrong(*data, Split::Train, 6));
        QCOMPARE(f.shown(), 2);
        QVERIFY((f.pictureAt(0) == PictureRef{Split::Train, 6}));
    }

    void aNewModelPutsTheGalleryBackToAllPictures()
    {
        Fixture f;
        const DatasetPtr data = samplePictures(7, 5);
        f.panel.setDataset(data);
        f.panel.setCanPredict(true);
        f.panel.setPredictions(Split::Test, oneWrong(*data, Split::Test, 3));
        QTest::mouseClick(f.wrong(), Qt::LeftButton);
        QCOMPARE(f.shown(), 1);
        f.panel.clearPredictions();
        QCOMPARE(f.shown(), 5);
        QVERIFY(f.all()->isChecked());
        QCOMPARE(f.wrong()->text(), QStringLiteral("Wrong"));
        QVERIFY(f.wrong()->isEnabled());
        QCOMPARE(f.wanted.count(), 0);
    }

    void aWishIsDroppedWhenTheModelGoesAway()
    {
        Fixture f;
        f.panel.setDataset(samplePictures(7, 5));
        f.panel.setCanPredict(true);
        QTest::mouseClick(f.wrong(), Qt::LeftButton);
        QVERIFY(f.wrong()->isChecked());
        f.panel.setCanPredict(false);
        QVERIFY(f.all()->isChecked());
        QVERIFY(!f.wrong()->isEnabled());
        f.panel.setCanPredict(true);
        QTest::mouseClick(f.wrong(), Qt::LeftButton);
        QCOMPARE(f.wanted.count(), 2);
    }

    void predictionsOfAnotherDataSetAreIgnored()
    {
        Fixture f;
        const DatasetPtr other = samplePictures(7, 6);
        f.panel.setDataset(samplePictures(7, 5));
        f.panel.setPredictions(Split::Test, allRight(*other, Split::Test));
        QVERIFY(!f.wrong()->isEnabled());
    }

    void theChosenPictureStaysChosenWhileAFilterHidesIt()
    {
        Fixture f;
        f.panel.setDataset(samplePictures(0, 6)); // labels 012012
        f.panel.select({Split::Test, 1});
        f.selected.clear();
        f.chooseEntry(f.classes(), 1);
        QCOMPARE(f.shown(), 2);
        QVERIFY((f.panel.current() == PictureRef{Split::Test, 1}));
        f.chooseEntry(f.classes(), 2);
        QCOMPARE(f.selected.count(), 0);
        QCOMPARE(f.view()->currentIndex().row(), 0);
        f.chooseEntry(f.classes(), 0);
        QCOMPARE(f.view()->currentIndex().row(), 1);
    }

    void nextAndPreviousFollowTheOrderShownAndStopAtItsEnds()
    {
        Fixture f;
        f.panel.setDataset(samplePictures(0, 6)); // labels 012012
        f.chooseEntry(f.classes(), 3);            // pictures 2 and 5
        f.panel.selectNext();
        QVERIFY((f.panel.current() == PictureRef{Split::Test, 2}));
        f.panel.selectNext();
        f.panel.selectNext();
        QVERIFY((f.panel.current() == PictureRef{Split::Test, 5}));
        f.panel.selectPrevious();
        f.panel.selectPrevious();
        QVERIFY((f.panel.current() == PictureRef{Split::Test, 2}));
        QCOMPARE(f.selected.count(), 1 + 3);
    }

    void selectingAHiddenPictureLiftsTheFiltersThatHideIt()
    {
        Fixture f;
        f.panel.setDataset(samplePictures(7, 5));
        f.chooseEntry(f.classes(), 1);
        f.panel.select({Split::Train, 4});
        QVERIFY((f.panel.current() == PictureRef{Split::Train, 4}));
        QCOMPARE(f.split()->currentIndex(), 1);
        QCOMPARE(f.classes()->currentIndex(), 0);
        QCOMPARE(f.view()->currentIndex().row(), 4);
        f.panel.select({Split::Train, 99});
        QVERIFY((f.panel.current() == PictureRef{Split::Train, 4}));
    }

    void theSliderAndTheViewShareTheThumbnailSize()
    {
        Fixture f;
        auto* slider = f.control<QSlider>("gallerySize");
        slider->setValue(96);
        QCOMPARE(f.panel.thumbnailSize(), 96);
        f.panel.setThumbnailSize(30);
        QCOMPARE(slider->value(), 30);
    }

    void everyControlHasANameAndATooltip()
    {
        Fixture f;
        f.panel.setDataset(samplePictures(7, 5));
        for (QWidget* control : std::initializer_list<QWidget*>{f.split(), f.classes(), f.all(), f.wrong(),
                                                                f.sort(), f.control<QSlider>("gallerySize")})
            QVERIFY2(!control->toolTip().isEmpty() && control->focusPolicy() != Qt::NoFocus,
                     qPrintable(control->objectName()));
        for (QWidget* control : std::initializer_list<QWidget*>{f.split(), f.classes(), f.sort(),
                                                                f.control<QSlider>("gallerySize"), f.view()})
            QVERIFY2(!control->accessibleName().isEmpty(), qPrintable(control->objectName()));
    }

    void withoutADataSetItSaysHowToGetOne()
    {
        Fixture f;
        QVERIFY(f.view()->emptyText().contains(QLatin1String("Open a data set")));
        f.panel.setDataset(samplePictures(0, 1));
        f.chooseEntry(f.classes(), 2);
        QCOMPARE(f.shown(), 0);
        QVERIFY(f.view()->emptyText().contains(QLatin1String("All classes")));
    }
};

SACCADE_SUITE(GalleryPanelTest)
#include "gallery_panel_test.moc"
