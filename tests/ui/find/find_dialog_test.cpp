// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/error.h"
#include "tests/support/suite.h"
#include "tests/ui/attention/fake_attention.h"
#include "tests/ui/gallery/sample_pictures.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/find/class_page.h"
#include "ui/find/find_dialog.h"
#include "ui/find/found_page.h"
#include "ui/find/tile_list.h"

#include <QComboBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>
#include <QThread>

#include <atomic>

using namespace saccade;
using namespace saccade::ui;

namespace {

/// Finds the pictures 2, 0 and 1 of a model of two layers and three heads over four by four patches.
struct FakeFinder
{
    std::atomic<bool> hold{false}; ///< goes on until it is stopped
    std::atomic<bool> stopped{false};
    std::atomic<int> searches{0};
    std::atomic<int> averages{0};
    FindPictures asked;
    Services services;

    FakeFinder()
    {
        services.findImages = [this](const ModelPtr&, const DatasetPtr&, const FindPictures& wanted,
                                     RunControl& control, const Progress& progress) {
            asked = wanted;
            ++searches;
            progress(0.25, "looking");
            while (hold && control.checkpoint())
                QThread::msleep(1);
            if (control.isStopping()) {
                stopped = true;
                throw Error("stopped");
            }
            return std::vector<FoundPicture>{
                {{Split::Test, 2}, 3.0}, {{Split::Test, 0}, 2.0}, {{Split::Test, 1}, 0.5}};
        };
        services.explain = [](const ModelPtr&, const Image&) {
            test::Grid grid;
            grid.rows = grid.columns = 4;
            grid.layers = 2;
            grid.heads = 3;
            return test::lookingAtItself(grid);
        };
        services.classAttention = [this](const ModelPtr&, const DatasetPtr& data, Split, int, RunControl&,
                                         const Progress&) {
            ++averages;
            ClassAttention maps;
            maps.classes = int(data->classNames.size());
            maps.layers = 2;
            maps.heads = 3;
            maps.gridRows = maps.gridColumns = 2;
            maps.pictures.assign(data->classNames.size(), 7);
            for (int i = 0; i < maps.classes * 2 * 3 * 4; ++i)
                maps.values.push_back(float(i % 5));
            return maps;
        };
    }
};

} // namespace

class FindDialogTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeFinder> m_fake;
    std::unique_ptr<AttentionState> m_state;
    std::unique_ptr<FindDialog> m_dialog;
    FindSubject m_subject;

    template <typename T>
    T* part(const char* name)
    {
        return m_dialog->findChild<T*>(name);
    }
    TileList* pictures() { return part<TileList>("foundPictures"); }
    QString caption() { return part<QLabel>("foundCaption")->text(); }

private Q_SLOTS:
    void init()
    {
        m_fake = std::make_unique<FakeFinder>();
        m_state = std::make_unique<AttentionState>();
        m_state->setShape(m_fake->services.explain({}, {}).attention);
        m_state->setLayer(1);
        m_state->setHead(2);
        m_subject = {std::make_shared<TrainedModel>(ModelInfo{}), test::samplePictures(3, 3)};
        m_dialog = std::make_unique<FindDialog>(m_fake->services, m_state.get());
        m_dialog->setSubject(m_subject);
        m_dialog->show();
    }

    void cleanup()
    {
        m_dialog.reset();
        m_state.reset();
        m_fake.reset();
    }

    void theChosenHeadsPicturesAreShownInTheOrderFound()
    {
        m_dialog->search();
        QTRY_COMPARE(pictures()->count(), 3);
        QCOMPARE(m_fake->asked.layer, 1);
        QCOMPARE(m_fake->asked.head, 2);
        QCOMPARE(m_fake->asked.by, FindBy::HighestOutput);
        QCOMPARE(m_fake->asked.split, Split::Test);
        // Labels run 0, 1, 2 over the training pictures and then over these.
        QCOMPARE(pictures()->item(0)->text(), QString("3.00\nfrog"));
        QCOMPARE(pictures()->item(1)->text(), QString("2.00\ncat"));
        QCOMPARE(pictures()->item(0)->toolTip(), QString("test picture 2: frog"));
        QVERIFY(caption().contains("Layer 1, head 2."));
    }

    void theMapLiesOverThePicture()
    {
        m_state->setOpacity(100);
        m_state->setSmooth(false);
        m_dialog->search();
        QTRY_COMPARE(pictures()->count(), 3);
        const QImage image = pictures()->item(0)->icon().pixmap(96, 96).toImage();
        // CLS looks at patch 0 alone.
        QVERIFY(image.pixelColor(4, 4).lightness() > image.pixelColor(90, 90).lightness() + 50);
    }

    void aClickChoosesThePicture()
    {
        m_dialog->search();
        QTRY_COMPARE(pictures()->count(), 3);
        std::optional<PictureRef> chosen;
        connect(m_dialog.get(), &FindDialog::pictureChosen, this,
                [&chosen](PictureRef picture) { chosen = picture; });
        QCoreApplication::processEvents();
        const QRect place = pictures()->visualItemRect(pictures()->item(1));
        QTest::mouseClick(pictures()->viewport(), Qt::LeftButton, {}, place.center());
        QVERIFY(chosen == (PictureRef{Split::Test, 0}));
        m_dialog->disconnect(this);
    }

    void aSearchShowsHowFarItIsAndCanBeStopped()
    {
        m_fake->hold = true;
        m_dialog->search();
        auto* bar = m_dialog->found()->findChild<QProgressBar*>("findProgress");
        QTRY_COMPARE(bar->value(), 250);
        QVERIFY(bar->isVisible());
        m_dialog->found()->findChild<QPushButton*>("findStop")->click();
        QTRY_VERIFY(m_fake->stopped.load());
        QVERIFY(!bar->isVisible());
        QCOMPARE(caption(), QString("Stopped."));
        QCOMPARE(pictures()->count(), 0);

        m_fake->hold = false;
        part<QPushButton>("findSearch")->click();
        QTRY_COMPARE(pictures()->count(), 3);
    }

    void anotherOrderIsAnotherSearch()
    {
        m_dialog->search();
        QTRY_COMPARE(pictures()->count(), 3);
        auto* by = part<QComboBox>("findBy");
        by->setCurrentIndex(1);
        Q_EMIT by->activated(1);
        QTRY_COMPARE(pictures()->count(), 3);
        QCOMPARE(m_fake->searches.load(), 2);
        QCOMPARE(m_fake->asked.by, FindBy::LowestEntropy);
        QVERIFY(caption().contains("entropy"));
    }

    void whatIsThereIsNotLookedForAgain()
    {
        m_dialog->search();
        QTRY_COMPARE(pictures()->count(), 3);
        m_dialog->search();
        QCOMPARE(m_fake->searches.load(), 1);
        auto* button = part<QPushButton>("findSearch");
        QVERIFY(!button->isEnabled());
        m_state->setHead(0);
        QTRY_VERIFY(button->isEnabled());
        QCOMPARE(button->text(), QString("Look for layer 1, head 0"));
        button->click();
        QTRY_COMPARE(m_fake->searches.load(), 2);
        QTRY_COMPARE(pictures()->count(), 3);
        QVERIFY(!button->isEnabled());
        m_subject.model = std::make_shared<TrainedModel>(ModelInfo{});
        m_dialog->setSubject(m_subject);
        QVERIFY(button->isEnabled());
    }

    void withoutAModelItSaysWhy()
    {
        m_dialog->setSubject({nullptr, m_subject.data});
        m_dialog->search();
        QCOMPARE(caption(), QString("There is no picture or no model yet."));
    }

    void aFailureIsASentence()
    {
        m_fake->services.findImages = [](const ModelPtr&, const DatasetPtr&, const FindPictures&, RunControl&,
                                         const Progress&) -> std::vector<FoundPicture> {
            throw Error("This model has no attention.");
        };
        FindDialog dialog(m_fake->services, m_state.get());
        dialog.setSubject(m_subject);
        dialog.show();
        dialog.search();
        QTRY_COMPARE(dialog.findChild<QLabel*>("foundCaption")->text(),
                     QString("This model has no attention."));
    }

    void closingStopsTheSearch()
    {
        m_fake->hold = true;
        m_dialog->search();
        QTRY_COMPARE(m_fake->searches.load(), 1);
        m_dialog->close();
        QTRY_VERIFY(m_fake->stopped.load());
    }

    void theSecondPageHasAMapForEachClassAndFollowsTheHead()
    {
        m_dialog->pages()->setCurrentIndex(1);
        auto* maps = part<TileList>("classMaps");
        QTRY_COMPARE(maps->count(), 3);
        QCOMPARE(maps->item(0)->text(), QString("cat\npictures: 7"));
        QVERIFY(part<QLabel>("classCaption")->text().contains("Layer 1, head 2"));
        const QImage before = maps->item(0)->icon().pixmap(96, 96).toImage();
        m_state->setHead(1);
        QTRY_VERIFY(part<QLabel>("classCaption")->text().contains("Layer 1, head 1"));
        QVERIFY(maps->item(0)->icon().pixmap(96, 96).toImage() != before);
        QCOMPARE(m_fake->averages.load(), 1);
        QVERIFY(!part<QPushButton>("classAverage")->isEnabled());
    }

    void withoutClsTheMapIsTheMeanOverThePatches()
    {
        test::Grid grid;
        grid.rows = grid.columns = 2;
        grid.cls = false;
        const std::vector<float> map = answerMap(test::lookingAtItself(grid).attention, 0, 0);
        QVERIFY(map == std::vector<float>(4, 0.25F));
    }
};

SACCADE_SUITE(FindDialogTest)
#include "find_dialog_test.moc"
