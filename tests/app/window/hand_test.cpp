// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window/real_window.h"
#include "tests/support/suite.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/grid/head_grid.h"
#include "ui/attention/grid/head_grid_canvas.h"
#include "ui/attention/grid/head_map_source.h"
#include "ui/attention/grid/head_marks.h"
#include "ui/attention/hand/hand_bar.h"
#include "ui/attention/inspector/bar_list.h"
#include "ui/attention/inspector/inspector.h"
#include "ui/attention/picture/picture_canvas.h"
#include "ui/attention/picture/picture_view.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/gallery/gallery_panel.h"
#include "ui/support/image_convert.h"
#include "ui/window/workbench.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace saccade;
using namespace saccade::test;

namespace {

constexpr int Patience = 60'000; // ms: other programs may have the cores

/// Left half red, right half blue, twice as wide as high.
QImage flag()
{
    QImage image(128, 64, QImage::Format_RGB32);
    image.fill(Qt::red);
    for (int y = 0; y < 64; ++y)
        for (int x = 64; x < 128; ++x)
            image.setPixel(x, y, qRgb(0, 0, 255));
    return image;
}

} // namespace

/// A person's hand in the real window.
class HandTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<RealWindow> m_real;

    ui::MainWindow& window() { return m_real->window(); }
    ui::Workbench& bench() { return *window().workbench(); }
    ui::HeadGridCanvas& grid() { return *window().attention()->headGrid()->canvas(); }
    ui::PictureCanvas& canvas() { return *window().attention()->pictureView()->canvas(); }
    ui::HandBar& bar() { return *window().attention()->pictureView()->handBar(); }
    const Intervention& changes() { return bench().history()->current(); }
    QList<ui::BarList::Row> shares()
    {
        return window().attention()->inspector()->findChild<ui::BarList*>("probabilities")->rows();
    }
    QPoint eye(int layer, int head) { return ui::HeadMarks::eyeRect(grid().tileRect(layer, head)).center(); }
    QPoint patch(int row, int column)
    {
        return canvas().patchRect(ui::Query::ofPatch(row, column)).center().toPoint();
    }
    /// Waits for the answer to what is changed now.
    bool answered(int before)
    {
        return QTest::qWaitFor([this, before] { return m_real->explanations() > before; }, Patience);
    }
    /// Waits until what was said last is what the model says that is changed as it is now.
    bool saysWhatIsChanged()
    {
        const auto changed =
            m_real->services().intervene(bench().model(), bench().shown()->pixels, changes());
        const auto said = m_real->services().explain(changed.model, changed.picture).logits;
        return QTest::qWaitFor(
            [this, &said] {
                const auto& now = m_real->explained()->logits;
                return std::equal(now.begin(), now.end(), said.begin(), said.end(),
                                  [](float a, float b) { return std::abs(a - b) < 1e-5F; });
            },
            Patience);
    }
    void press(int key, Qt::KeyboardModifiers modifiers)
    {
        QTest::keyClick(window().windowHandle(), Qt::Key(key), modifiers);
    }

private Q_SLOTS:
    void init()
    {
        m_real = std::make_unique<RealWindow>(QStringLiteral(SACCADE_MODELS));
        QVERIFY(m_real->open());
        // A model that was not trained has maps that are nearly even: so their differences show.
        window().attention()->state()->setScaleFromLowest(true);
        window().attention()->state()->setOpacity(100);
        moveMouse(window(), {1, 1});
        QCoreApplication::processEvents();
    }

    void cleanup() { m_real.reset(); }

    void aClickOnTheEyeMutesAndUndoRestoresExactly()
    {
        const Explanation untouched = *m_real->explained();
        const QImage map = m_real->canvasPixels();
        const int layer = untouched.attention.layers - 1; // whose map is in view
        int before = m_real->explanations();
        click(grid(), eye(0, 0));
        QCOMPARE(changes().factorOf(0, 0), 0.0);
        QVERIFY(answered(before));
        QVERIFY(m_real->explained()->logits != untouched.logits);
        QVERIFY(m_real->explained()->attention.patches(layer, 0, 0)[0] !=
                untouched.attention.patches(layer, 0, 0)[0]);
        moveMouse(window(), {1, 1});
        QTRY_VERIFY(m_real->canvasPixels() != map);
        QCOMPARE(bar().words(), QString("1 head muted"));

        // The bars have the untouched model's values as ghosts.
        for (const ui::BarList::Row& row : shares()) {
            QVERIFY(row.ghost.has_value());
            QVERIFY(!row.change.isEmpty());
        }
        const int first = m_real->explained()->predicted();
        QCOMPARE(*shares()[0].ghost, double(untouched.probabilities[std::size_t(first)]));

        before = m_real->explanations();
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(answered(before));
        QVERIFY(m_real->explained()->logits == untouched.logits);
        QVERIFY(m_real->explained()->attention.values == untouched.attention.values);
        QCOMPARE(m_real->canvasPixels(), map);
        QVERIFY(!shares()[0].ghost.has_value());

        before = m_real->explanations();
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(answered(before));
        QCOMPARE(changes().factorOf(0, 0), 0.0);
        before = m_real->explanations();
        click(*bar().findChild<QToolButton*>("resetChanges"));
        QVERIFY(answered(before));
        QVERIFY(m_real->explained()->logits == untouched.logits);
    }

    void theKeyMutesTheChosenHead()
    {
        const int before = m_real->explanations();
        press(Qt::Key_M, {});
        QVERIFY(answered(before));
        QCOMPARE(changes().factorOf(m_real->explained()->attention.layers - 1, 0), 0.0);
    }

    void aDragOnTheEyeScalesTheHead()
    {
        const auto untouched = m_real->explained()->logits;
        const QPoint from = eye(1, 0);
        constexpr int Step = ui::HeadMarks::PerFactor / 8;
        drag(grid(), Qt::LeftButton, {from, from + QPoint(0, Step), from + QPoint(0, 4 * Step)});
        QCOMPARE(changes().factorOf(1, 0), 0.5);
        QCOMPARE(bench().history()->stack()->count(), 1);
        QVERIFY(saysWhatIsChanged());
        QVERIFY(m_real->explained()->logits != untouched);
    }

    void aStrokePaintsPatchesOutAndRedoPaintsThemAgain()
    {
        const auto untouched = m_real->explained()->logits;
        press(Qt::Key_B, {});
        QVERIFY(canvas().hasBrush());
        drag(canvas(), Qt::LeftButton, {patch(3, 2), patch(3, 3), patch(3, 5)});
        const int columns = m_real->explained()->attention.gridColumns;
        const int first = 3 * columns + 2;
        const std::vector<int> painted{first, first + 1, first + 2, first + 3};
        QVERIFY(changes().patches == painted);
        QVERIFY(saysWhatIsChanged());
        QVERIFY(m_real->explained()->logits != untouched);
        QCOMPARE(bar().words(), QString("4 patches painted out"));
        // The picture that is shown is the one that was asked about.
        const Image expected =
            m_real->services().intervene(bench().model(), bench().shown()->pixels, changes()).picture;
        moveMouse(canvas(), patch(0, 0));
        QTest::keyPress(window().windowHandle(), Qt::Key_Shift);
        const QImage alone = m_real->canvasPixels();
        QTest::keyRelease(window().windowHandle(), Qt::Key_Shift);
        const int side = expected.width / columns;
        const auto [red, green, blue] = expected.pixel(4 * side + 1, 3 * side + 1); // of patch (3, 4)
        constexpr int Ring = ui::PictureCanvas::Margin;
        const double pixel = double(alone.width() - 2 * Ring) / expected.width;
        QCOMPARE(
            QColor(alone.pixel(Ring + int((4 * side + 1.5) * pixel), Ring + int((3 * side + 1.5) * pixel))),
            QColor(red, green, blue));

        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(changes().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(m_real->explained()->logits == untouched, Patience);
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(changes().patches == painted);
        drag(canvas(), Qt::RightButton, {patch(3, 2), patch(3, 3)});
        QVERIFY(changes().patches == std::vector<int>({first + 2, first + 3}));
    }

    void aDroppedPictureIsShownAtTheModelsSize()
    {
        const QString file = m_real->path("flag.png");
        QVERIFY(flag().save(file));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        const int before = m_real->explanations();
        QWidget* view = window().attention()->pictureView();
        QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(view, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({50.0, 50.0}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(view, &drop);
        QVERIFY(answered(before));
        QVERIFY(!bench().picture().has_value());
        QVERIFY(!window().gallery()->current().has_value());
        QCOMPARE(view->findChild<QLabel*>("pictureTitle")->text(), QString("Own picture: flag.png"));
        const Image& shown = bench().shown()->pixels;
        QCOMPARE(shown.width, bench().model()->info().spec.imageSize);
        QCOMPARE(shown.height, shown.width);
        QVERIFY(shown.pixel(0, 0) == (std::array<std::uint8_t, 3>{255, 0, 0})); // cropped, not squeezed
        QVERIFY(shown.pixel(shown.width - 1, 0) == (std::array<std::uint8_t, 3>{0, 0, 255}));

        // What is done to a picture of the data set is done to this one.
        const int asked = m_real->explanations();
        click(grid(), eye(0, 0));
        QVERIFY(answered(asked));
        QVERIFY(shares()[0].ghost.has_value());
        press(Qt::Key_N, {}); // and back to the gallery
        QTRY_VERIFY(bench().picture().has_value());
        QVERIFY(window().gallery()->current() == bench().picture());
    }

    void aPictureIsPasted()
    {
        QGuiApplication::clipboard()->setImage(flag());
        const int before = m_real->explanations();
        press(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(answered(before));
        QCOMPARE(bench().shown()->label, QString("Own picture: from the clipboard"));
        QVERIFY(bench().shown()->pixels.pixel(0, 5) == (std::array<std::uint8_t, 3>{255, 0, 0}));
    }

    void theGridsOtherQuantitiesAreOfWhatIsChangedAndOfOwnPictures()
    {
        QObject here;
        ui::HeadMapsPtr maps;
        connect(window().findChild<ui::HeadMapSource*>(), &ui::HeadMapSource::computed, &here,
                [&maps](const ui::HeadMapsPtr& now) { maps = now; });
        const auto highest = [&maps] {
            const auto& values = maps->at(0, 0)->values;
            return *std::max_element(values.begin(), values.end());
        };
        window().attention()->state()->setGrid({"value-weighted", ui::HeadOrder::AsBuilt, false});
        QTRY_VERIFY_WITH_TIMEOUT(maps != nullptr, Patience);
        QVERIFY(highest() > 0.0F);
        maps.reset();
        bench().history()->toggleMute(0, 0); // carries nothing any more
        QTRY_VERIFY_WITH_TIMEOUT(maps != nullptr, Patience);
        QCOMPARE(highest(), 0.0F);

        QVERIFY(flag().save(m_real->path("flag.png")));
        maps.reset();
        bench().openOwnPicture(m_real->path("flag.png"));
        QTRY_VERIFY_WITH_TIMEOUT(maps != nullptr, Patience);
        QVERIFY(!bench().picture().has_value());
        QCOMPARE(highest(), 0.0F);
    }

    void whatIsNoPictureIsSaidToBeNone()
    {
        const auto picture = bench().picture();
        QFile file(m_real->path("notes.png"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no picture");
        file.close();
        bench().openOwnPicture(file.fileName());
        QTRY_VERIFY_WITH_TIMEOUT(window().findChild<QMessageBox*>("complaint"), Patience);
        QVERIFY(window().findChild<QMessageBox*>("complaint")->text().contains("notes.png"));
        QVERIFY(bench().picture() == picture);
    }
};

SACCADE_SUITE(HandTest)
#include "hand_test.moc"
