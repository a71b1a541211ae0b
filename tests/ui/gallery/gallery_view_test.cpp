// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/gallery/sample_pictures.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"
#include "ui/gallery/thumbnail_painter.h"

#include <QApplication>
#include <QScrollBar>
#include <QWheelEvent>

using namespace saccade;
using namespace saccade::ui;
using saccade::test::allRight;
using saccade::test::samplePictures;

class GalleryViewTest : public QObject
{
    Q_OBJECT

    /// Ten columns of at least 40 pixels; 200 pictures in 20 rows, of which 5 and a bit show.
    struct Fixture
    {
        explicit Fixture(int pictures = 200)
            : data(samplePictures(0, pictures))
            , view(&model)
        {
            model.setDataset(data);
            view.setThumbnailSize(40);
            view.resize(5 + 10 * 44 - 4 + 5 + view.verticalScrollBar()->sizeHint().width(), 240);
            view.show();
            if (!QTest::qWaitForWindowExposed(&view))
                qFatal("the view did not show");
        }

        int current() const { return view.currentIndex().row(); }
        void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
        {
            QTest::keyClick(&view, key, modifiers);
        }

        DatasetPtr data;
        GalleryModel model;
        GalleryView view;
    };

    static void turnWheel(GalleryView& view, int delta, Qt::KeyboardModifiers modifiers)
    {
        const QPointF at(20, 20);
        QWheelEvent event(at, view.viewport()->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(view.viewport(), &event);
    }

private Q_SLOTS:
    void arrowsMoveByOnePictureOrOneRow()
    {
        Fixture f;
        QCOMPARE(f.view.grid().columns, 10);
        f.press(Qt::Key_Right);
        QCOMPARE(f.current(), 0);
        f.press(Qt::Key_Right);
        QCOMPARE(f.current(), 1);
        f.press(Qt::Key_Down);
        QCOMPARE(f.current(), 11);
        f.press(Qt::Key_Left);
        QCOMPARE(f.current(), 10);
        f.press(Qt::Key_Left);
        QCOMPARE(f.current(), 9);
        f.press(Qt::Key_Up);
        QCOMPARE(f.current(), 9);
        QVERIFY(f.view.selectionModel()->isSelected(f.model.index(9)));
    }

    void homeEndAndPagesReachEverythingAndScrollThere()
    {
        Fixture f;
        f.press(Qt::Key_Home);
        f.press(Qt::Key_PageDown);
        QCOMPARE(f.current(), 240 / 44 * 10);
        f.press(Qt::Key_End);
        QCOMPARE(f.current(), 199);
        QVERIFY(f.view.viewport()->rect().contains(f.view.visualRect(f.model.index(199))));
        f.press(Qt::Key_PageDown);
        QCOMPARE(f.current(), 199);
        f.press(Qt::Key_PageUp);
        QCOMPARE(f.current(), 149);
        f.press(Qt::Key_Home);
        QCOMPARE(f.current(), 0);
        QCOMPARE(f.view.verticalScrollBar()->value(), 0);
    }

    void downFromTheRowBeforeAShortLastRowReachesItsLastPicture()
    {
        Fixture f(23);
        f.view.setCurrentIndex(f.model.index(18));
        f.press(Qt::Key_Down);
        QCOMPARE(f.current(), 22);
        f.press(Qt::Key_Down);
        QCOMPARE(f.current(), 22);
    }

    void lettersAreLeftToTheWindow()
    {
        Fixture f;
        f.view.setCurrentIndex(f.model.index(5));
        QKeyEvent letter(QEvent::KeyPress, Qt::Key_D, Qt::NoModifier, QStringLiteral("d"));
        QApplication::sendEvent(&f.view, &letter);
        QVERIFY(!letter.isAccepted());
        QCOMPARE(f.current(), 5);
    }

    void aClickChoosesThePictureUnderIt()
    {
        Fixture f;
        f.view.verticalScrollBar()->setValue(100);
        // Content y 100 + 30 lies in row 2 (93 to 133), x 5 + 3 · 44 + 10 in column 3.
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, {5 + 3 * 44 + 10, 30});
        QCOMPARE(f.current(), 23);
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, {5 + 3 * 44 + 42, 30}); // a gap
        QCOMPARE(f.current(), 23);
    }

    void comingByWithTheTabKeyChoosesNothing()
    {
        Fixture f;
        f.view.setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(f.view.hasFocus());
        QVERIFY(!f.view.currentIndex().isValid());
    }

    void ctrlAndTheWheelChangeTheSizeAndTheCurrentPictureStaysInPlace()
    {
        Fixture f;
        f.view.setCurrentIndex(f.model.index(85));
        const int before = f.view.visualRect(f.view.currentIndex()).top();
        QSignalSpy changed(&f.view, &GalleryView::thumbnailSizeChanged);
        turnWheel(f.view, -120, Qt::ControlModifier);
        QCOMPARE(f.view.thumbnailSize(), 36);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(f.view.grid().columns, 11);
        QCOMPARE(f.view.visualRect(f.view.currentIndex()).top(), before);
        for (int i = 0; i < 40; ++i)
            turnWheel(f.view, 120, Qt::ControlModifier);
        QCOMPARE(f.view.thumbnailSize(), GalleryView::largest);

        const int scrolled = f.view.verticalScrollBar()->value();
        turnWheel(f.view, -120, {});
        QCOMPARE(f.view.thumbnailSize(), GalleryView::largest);
        QVERIFY(f.view.verticalScrollBar()->value() > scrolled);
    }

    void pixelsArePaintedAsCrispSquares()
    {
        Fixture f;
        const QRect cell = f.view.visualRect(f.model.index(7));
        QCOMPARE(cell.size(), QSize(40, 40));
        const QImage seen = f.view.viewport()->grab().toImage();
        // Each of the 4 × 4 pixels is a square of 10; all of its inner points have exactly its colour.
        for (int y = 3; y < 37; ++y)
            for (int x = 3; x < 37; ++x)
                QCOMPARE(seen.pixelColor(cell.x() + x, cell.y() + y).rgb(), qRgb(7, x / 10, y / 10));
    }

    void aWrongPictureHasARedDotAndARightOneNone()
    {
        Fixture f;
        std::vector<Prediction> predictions = allRight(*f.data, Split::Test);
        predictions[7].predicted = 0; // its label is 1
        f.model.setPredictions(Split::Test, predictions);
        const QImage seen = f.view.viewport()->grab().toImage();
        const auto corner = [&](int item) {
            return seen.pixelColor(f.view.visualRect(f.model.index(item)).topRight() + QPoint(-4, 5));
        };
        QCOMPARE(corner(7).name(), wrongColour(f.view.palette()).name());
        QCOMPARE(corner(8).rgb(), qRgb(8, 3, 0));
    }

    void theCurrentPictureIsOutlinedInTheAccentAndFocusAddsAHalo()
    {
        Fixture f;
        const QColor accent(0x12, 0x80, 0xf0);
        QPalette palette = f.view.palette();
        palette.setColor(QPalette::Highlight, accent);
        f.view.setPalette(palette);
        f.view.setCurrentIndex(f.model.index(14));
        const auto at = [&](int distance) {
            const QRect cell = f.view.visualRect(f.model.index(14));
            return f.view.viewport()->grab().toImage().pixelColor(cell.left() - distance, cell.center().y());
        };
        f.view.clearFocus();
        QCOMPARE(at(2).name(), accent.name());
        const QColor quiet = at(4);
        f.view.activateWindow();
        f.view.setFocus();
        QTRY_VERIFY(f.view.hasFocus());
        QCOMPARE(at(2).name(), accent.name());
        QVERIFY(at(4) != quiet);
    }

    void paintingConvertsOnlyWhatIsInSight()
    {
        Fixture f(60000);
        f.view.verticalScrollBar()->setValue(f.view.verticalScrollBar()->maximum() / 2);
        f.view.viewport()->grab();
        // 240 pixels show at most 7 rows of 10, at the top and in the middle.
        QVERIFY(f.model.thumbnailsKept() > 0);
        QVERIFY2(f.model.thumbnailsKept() <= 2 * 7 * 10,
                 qPrintable(QString::number(f.model.thumbnailsKept())));
    }

    void sixtyThousandPicturesAreScrolledToTheirEnd()
    {
        Fixture f(60000);
        f.press(Qt::Key_End);
        QCOMPARE(f.current(), 59999);
        QCOMPARE(f.view.verticalScrollBar()->maximum() + f.view.viewport()->height(), f.view.grid().height());
    }

    void anEmptyGallerySaysWhatToDo()
    {
        Fixture f(0);
        const QImage blank = f.view.viewport()->grab().toImage();
        f.view.setEmptyText(QStringLiteral("Open a data set."));
        QVERIFY(f.view.viewport()->grab().toImage() != blank);
    }
};

SACCADE_SUITE(GalleryViewTest)
#include "gallery_view_test.moc"
