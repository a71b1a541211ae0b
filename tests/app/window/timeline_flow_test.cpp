// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window/real_window.h"
#include "tests/support/suite.h"
#include "ui/charts/chart_tabs.h"
#include "ui/gallery/gallery_panel.h"
#include "ui/timeline/loss_strip.h"
#include "ui/timeline/pinned_pictures.h"
#include "ui/timeline/timeline_canvas.h"
#include "ui/timeline/timeline_controls.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/training/training_panel.h"
#include "ui/training/training_session.h"
#include "ui/window/timeline_link.h"
#include "ui/window/workbench.h"

#include <QFile>
#include <QSlider>
#include <QToolButton>

using namespace saccade;
using namespace saccade::test;

namespace {

constexpr int Patience = 60'000; // ms: other programs may have the cores

void press(ui::MainWindow& window, int key, Qt::KeyboardModifiers modifiers = {})
{
    QTest::keyClick(window.windowHandle(), Qt::Key(key), modifiers);
}

const ui::TimelineDrawing& drawingOf(const ui::MainWindow& window)
{
    return window.timeline()->panel()->canvas()->drawing();
}

} // namespace

class TimelineFlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pinnedPicturesAreSeenWhileTheModelLearnsAndAfterwards()
    {
        RealWindow real;
        QVERIFY(real.open());
        ui::MainWindow& window = real.window();
        ui::TimelinePanel& panel = *window.timeline()->panel();
        press(window, Qt::Key_I, Qt::ShiftModifier);
        press(window, Qt::Key_N);
        press(window, Qt::Key_I, Qt::ShiftModifier);
        QVERIFY(window.timeline()->pins() == (std::vector<PictureRef>{{Split::Test, 0}, {Split::Test, 1}}));
        QTRY_VERIFY(panel.isVisible());
        QVERIFY2(panel.hint().startsWith("Press Train"), qPrintable(panel.hint()));

        window.trainingPanel()->setSpecs(smallModel(), shortRecipe(10'000));
        QSignalSpy recorded(window.session(), &ui::TrainingSession::timelineRecorded);
        QSignalSpy ended(window.session(), &ui::TrainingSession::finished);
        press(window, Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(recorded.size() >= 4, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(drawingOf(window).blocks.size(), std::size_t(2), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(drawingOf(window).moment.step >= 16, Patience); // live: it follows

        // Back to the untrained model, while the run goes on.
        auto* slider = panel.findChild<QSlider*>("timelineSlider");
        slider->setFocus();
        press(window, Qt::Key_Home);
        QTRY_COMPARE_WITH_TIMEOUT(drawingOf(window).moment.step, std::int64_t(0), Patience);

        click(*panel.findChild<QToolButton*>("timelineCompare"));
        QTRY_VERIFY_WITH_TIMEOUT(drawingOf(window).against.has_value(), Patience);
        slider->setFocus();
        press(window, Qt::Key_End);
        QTRY_VERIFY_WITH_TIMEOUT(drawingOf(window).moment.step > 0 && drawingOf(window).against, Patience);
        QVERIFY(drawingOf(window).furthest > 0.0F);

        press(window, Qt::Key_Period, Qt::ControlModifier); // stop
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, Patience);
        const auto steps = ended[0][0].value<RunOutcome>().steps;
        QTRY_COMPARE(panel.controls()->timeline()->moments.back().step, steps);

        // The run is opened again from its folder.
        panel.setTimeline({});
        window.timeline()->open(real.runFolder());
        QTRY_VERIFY_WITH_TIMEOUT(panel.controls()->timeline() != nullptr, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(drawingOf(window).moment.step, steps, Patience);
        QCOMPARE(drawingOf(window).blocks.size(), std::size_t(2));
        // What the model says then is what the model that stands now says.
        const auto said = real.services().explain(window.workbench()->model(),
                                                  window.workbench()->dataset()->image({Split::Test, 1}));
        QCOMPARE(drawingOf(window).blocks[1].predicted, said.predicted());
        QVERIFY(std::abs(drawingOf(window).blocks[1].probability -
                         said.probabilities[std::size_t(said.predicted())]) < 1e-3F);

        // The mouse scrubs: with the handle to the middle, and on the curve to the untrained model.
        const int level = slider->height() / 2;
        drag(*slider, Qt::LeftButton, {{slider->width() - 7, level}, {slider->width() / 2, level}});
        QTRY_VERIFY_WITH_TIMEOUT(drawingOf(window).moment.step > 0 && drawingOf(window).moment.step < steps,
                                 Patience);
        auto* curve = panel.findChild<ui::LossStrip*>();
        click(*curve, QPoint(1, curve->height() / 2));
        QTRY_COMPARE_WITH_TIMEOUT(drawingOf(window).moment.step, std::int64_t(0), Patience);
        QCOMPARE(slider->value(), 0);

        // A click on a pinned picture shows it large.
        window.workbench()->setPicture({Split::Test, 5});
        click(*panel.canvas(), panel.canvas()->blockRect(0).center());
        QTRY_VERIFY(*window.gallery()->current() == (PictureRef{Split::Test, 0}));
    }

    void aRunWithoutPinsHasNoTimelineToOpen()
    {
        RealWindow real;
        QVERIFY(real.open());
        ui::MainWindow& window = real.window();
        window.timeline()->open(real.path("nowhere"));
        QTRY_VERIFY_WITH_TIMEOUT(
            window.timeline()->panel()->fault().contains("a run whose pinned pictures were recorded"),
            Patience);
        QVERIFY(window.timeline()->panel()->isVisible());
    }
};

SACCADE_SUITE(TimelineFlowTest)
#include "timeline_flow_test.moc"
