// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window/real_window.h"
#include "tests/support/suite.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/grid/head_grid.h"
#include "ui/attention/grid/head_grid_canvas.h"
#include "ui/attention/picture/picture_canvas.h"
#include "ui/attention/picture/picture_view.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/charts/charts_panel.h"
#include "ui/gallery/gallery_panel.h"
#include "ui/gallery/gallery_view.h"
#include "ui/training/training_panel.h"
#include "ui/training/training_session.h"
#include "ui/window/export_dialog.h"
#include "ui/window/window_actions.h"
#include "ui/window/workbench.h"

#include <QAction>
#include <QDockWidget>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <cmath>

using namespace saccade;
using namespace saccade::test;
using State = ui::TrainingSession::State;

namespace {

constexpr int Patience = 60'000; // ms: other programs may have the cores

QToolButton& runButton(RealWindow& real)
{
    return *real.window().findChild<QToolButton*>("trainOrPause");
}

/// Furthest that two lists are apart; infinite where their lengths differ.
double distance(const std::vector<float>& a, const std::vector<float>& b)
{
    if (a.size() != b.size())
        return INFINITY;
    double furthest = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        furthest = std::max(furthest, std::abs(double(a[i]) - double(b[i])));
    return furthest;
}

} // namespace

class MainFlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDataSetThatIsOpenedShowsItsFirstPictureWithAMap_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("pictures");
        QTest::newRow("Shapes") << "shapes"
                                << "Shapes" << 12'000;
        QTest::newRow("CIFAR-10") << qEnvironmentVariable("SACCADE_CIFAR10") << "CIFAR-10" << 60'000;
    }

    void aDataSetThatIsOpenedShowsItsFirstPictureWithAMap()
    {
        QFETCH(QString, source);
        if (source.isEmpty())
            QSKIP("SACCADE_CIFAR10 names no folder");
        RealWindow real;
        QVERIFY(real.open(source));
        const DatasetPtr data = real.window().workbench()->dataset();
        QTEST(QString::fromStdString(data->name), "name");
        QTEST(data->trainCount + data->testCount, "pictures");
        QVERIFY(*real.window().workbench()->picture() == (PictureRef{Split::Test, 0}));
        QVERIFY(*real.window().gallery()->current() == (PictureRef{Split::Test, 0}));
        QCOMPARE(real.window().workbench()->model()->info().step, 0);
        QCOMPARE(real.explained()->probabilities.size(), data->classNames.size());
        QVERIFY(!real.explained()->attention.isEmpty());
        QVERIFY(!real.window()
                     .attention()
                     ->pictureView()
                     ->canvas()
                     ->patchRect(ui::Query::ofPatch(0, 0))
                     .isEmpty());
    }

    void theOverlayFollowsTheMouseThePinTheHeadAndShift()
    {
        RealWindow real;
        QVERIFY(real.open());
        ui::PictureCanvas& canvas = *real.window().attention()->pictureView()->canvas();
        const ui::AttentionState& state = *real.window().attention()->state();
        const QImage fromCls = real.canvasPixels();

        const ui::Query patch = ui::Query::ofPatch(2, 5);
        const QRect rect = canvas.patchRect(patch).toRect();
        moveMouse(canvas, rect.center());
        QTRY_COMPARE(state.query(), patch);
        QVERIFY(!state.isPinned());
        const QImage hovered = real.canvasPixels();
        QVERIFY(hovered != fromCls);
        const QRgb accent = canvas.palette().color(QPalette::Highlight).rgb();
        QCOMPARE(hovered.pixel(rect.left(), rect.center().y()), accent);
        QCOMPARE(hovered.pixel(rect.center().x(), rect.top()), accent);

        click(canvas, rect.center());
        QTRY_VERIFY(state.isPinned());
        moveMouse(canvas, canvas.patchRect(ui::Query::ofPatch(6, 1)).toRect().center());
        QTRY_COMPARE(*canvas.patchUnderCursor(), ui::Query::ofPatch(6, 1));
        QCOMPARE(state.query(), patch); // pinned: the mouse only reads values now
        const QImage pinned = real.canvasPixels();
        QCOMPARE(pinned.pixel(rect.left(), rect.center().y()), accent);

        QTest::keyPress(real.window().windowHandle(), Qt::Key_Shift);
        const QImage alone = real.canvasPixels();
        QTest::keyRelease(real.window().windowHandle(), Qt::Key_Shift);
        QVERIFY(alone != pinned);
        const Image picture = real.window().workbench()->dataset()->image({Split::Test, 0});
        comparePictureAlone(alone, picture);
        QCOMPARE(real.canvasPixels(), pinned);

        ui::HeadGridCanvas& grid = *real.window().attention()->headGrid()->canvas();
        click(grid, grid.tileRect(1, 1).center());
        QCOMPARE(state.layer(), 1);
        QCOMPARE(state.head(), 1);
        QVERIFY(real.canvasPixels() != pinned);
    }

    void aRunFillsTheChartsAndHoldsWhilePaused()
    {
        RealWindow real;
        QVERIFY(real.open());
        ui::MainWindow& window = real.window();
        window.trainingPanel()->setSpecs(smallModel(), shortRecipe(10'000));
        QSignalSpy batches(window.session(), &ui::TrainingSession::batchReported);
        QSignalSpy ended(window.session(), &ui::TrainingSession::finished);
        click(runButton(real));
        QCOMPARE(window.session()->state(), State::Running);
        QTRY_VERIFY_WITH_TIMEOUT(window.charts()->curves().trainLoss.size() >= 3, Patience);
        QCOMPARE(window.charts()->curves().learningRate.size(), std::size_t(batches.size()));

        click(runButton(real));
        QCOMPARE(window.session()->state(), State::Paused);
        batches.wait(2000); // the batch that was under way
        const auto held = window.charts()->curves().trainLoss.size();
        QVERIFY(!batches.wait(1000));
        QCOMPARE(window.charts()->curves().trainLoss.size(), held);

        click(runButton(real));
        QCOMPARE(window.session()->state(), State::Running);
        QTRY_VERIFY_WITH_TIMEOUT(window.charts()->curves().trainLoss.size() > held, Patience);

        // The gallery answers while the run goes on.
        auto& gallery = *window.findChild<ui::GalleryView*>();
        const int before = real.explanations();
        click(*gallery.viewport(), gallery.grid().cell(7).center());
        QTRY_VERIFY(*window.workbench()->picture() == (PictureRef{Split::Test, 7}));
        QTRY_VERIFY_WITH_TIMEOUT(real.explanations() > before, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(window.workbench()->model()->info().step > 0, Patience);

        click(*window.findChild<QToolButton*>("stop"));
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, Patience);
        QCOMPARE(ended[0][0].value<RunOutcome>().kind, RunOutcome::Kind::Stopped);
        QCOMPARE(window.workbench()->model()->info().step, ended[0][0].value<RunOutcome>().steps);
    }

    void theChartsTakeNoRoomBeforeThereIsARun()
    {
        RealWindow real;
        QVERIFY(real.open());
        ui::MainWindow& window = real.window();
        auto* dock = window.findChild<QDockWidget*>("charts");
        QVERIFY(!dock->isVisible());
        window.trainingPanel()->setSpecs(smallModel(), shortRecipe(10'000));
        QSignalSpy ended(window.session(), &ui::TrainingSession::finished);
        click(runButton(real));
        QTRY_VERIFY(dock->isVisible());
        QTRY_VERIFY(dock->height() > 100 && dock->height() < window.height() / 3);
        click(*window.findChild<QToolButton*>("stop"));
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, Patience);
        QVERIFY(dock->isVisible());

        dock->close(); // by hand: the next run leaves it so
        click(runButton(real));
        QCOMPARE(window.session()->state(), State::Running);
        QCoreApplication::processEvents();
        QVERIFY(!dock->isVisible());
    }

    void aWindowMadeLowTakesTheRoomFromTheChartsNotFromThePicture()
    {
        RealWindow real;
        QVERIFY(real.open());
        ui::MainWindow& window = real.window();
        auto* dock = window.findChild<QDockWidget*>("charts");
        window.resize(1440, 900);
        dock->show();
        window.resizeDocks({dock}, {300}, Qt::Vertical);
        QTRY_COMPARE(dock->height(), 300);
        window.resize(1024, 640);
        QTRY_VERIFY(dock->height() < 240);
        QCOMPARE(window.size(), QSize(1024, 640));
        QVERIFY(window.attention()->pictureView()->canvas()->height() > 100);
    }

    void aFinishedRunIsExportedAndSaysTheSameWhenItIsOpenedAgain()
    {
        RealWindow real;
        QVERIFY(real.open());
        ui::MainWindow& window = real.window();
        const auto untrained = real.explained()->probabilities;
        window.trainingPanel()->setSpecs(smallModel(), shortRecipe(1));
        QSignalSpy ended(window.session(), &ui::TrainingSession::finished);
        QSignalSpy predicted(window.workbench(), &ui::Workbench::predicted);
        click(runButton(real));
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, Patience);
        const auto outcome = ended[0][0].value<RunOutcome>();
        QCOMPARE(outcome.kind, RunOutcome::Kind::Completed);
        QCOMPARE(outcome.steps, 36); // 9,000 pictures in batches of 250
        QCOMPARE(window.charts()->curves().validationAccuracy.size(), std::size_t(1));
        QTRY_COMPARE_WITH_TIMEOUT(predicted.size(), 1, Patience);
        const ModelPtr trained = window.workbench()->model();
        QCOMPARE(trained, outcome.best);
        const auto said = real.services().explain(trained, picture(window)).probabilities;
        QTRY_VERIFY_WITH_TIMEOUT(distance(real.explained()->probabilities, said) < 1e-6, Patience);
        QVERIFY(distance(said, untrained) > 1e-3);

        const QString file = real.path("trained.safetensors");
        exportTo(real, file);
        const int before = real.explanations();
        window.openModel(file);
        QTRY_VERIFY_WITH_TIMEOUT(real.explanations() > before, Patience);
        QVERIFY(window.workbench()->model() != trained);
        QVERIFY(distance(real.explained()->probabilities, said) < 1e-6);
    }

private:
    static Image picture(ui::MainWindow& window)
    {
        return window.workbench()->dataset()->image(*window.workbench()->picture());
    }

    /// The middle of every picture element is exactly its colour.
    static void comparePictureAlone(const QImage& grabbed, const Image& picture)
    {
        constexpr int Ring = ui::PictureCanvas::Margin;
        const double side = double(grabbed.width() - 2 * Ring) / picture.width;
        for (int y = 0; y < picture.height; ++y)
            for (int x = 0; x < picture.width; ++x) {
                const auto [red, green, blue] = picture.pixel(x, y);
                const QRgb seen = grabbed.pixel(Ring + int((x + 0.5) * side), Ring + int((y + 0.5) * side));
                QCOMPARE(QColor(seen), QColor(red, green, blue));
            }
    }

    static void exportTo(RealWindow& real, const QString& file)
    {
        for (QObject* user : real.window().actions()->exportModel->associatedObjects())
            if (auto* button = qobject_cast<QToolButton*>(user))
                click(*button);
        auto* dialog = real.window().findChild<ui::ExportDialog*>();
        QVERIFY(dialog && QTest::qWaitForWindowExposed(dialog) && RealWindow::activate(*dialog));
        QSignalSpy exported(dialog, &ui::ExportDialog::exported);
        click(*dialog->findChild<QLineEdit*>());
        QTest::keySequence(dialog->windowHandle(), QKeySequence::SelectAll);
        for (const QChar letter : file)
            QTest::keyClick(dialog->windowHandle(), letter.toLatin1());
        QCOMPARE(dialog->findChild<QLineEdit*>()->text(), file);
        click(*dialog->findChild<QPushButton*>("export"));
        QTRY_COMPARE_WITH_TIMEOUT(exported.size(), 1, Patience);
        QCOMPARE(exported[0][0].toString(), file);
        click(*dialog->findChild<QPushButton*>("close"));
        QTRY_VERIFY(!real.window().findChild<ui::ExportDialog*>());
    }
};

SACCADE_SUITE(MainFlowTest)
#include "main_flow_test.moc"
