// SPDX-License-Identifier: GPL-3.0-or-later
// How long a person waits for attention: all maps of one picture computed, the grid of them drawn, and the
// way from the mouse on another patch to canvas and grid that show it, idle and while the base preset trains
// on all cores. Also the grid of a model of 197 tokens, 12 layers and 12 heads, drawn.
// Prints one line of JSON, times in milliseconds. Arguments: the data set ("shapes" or a folder of CIFAR-10),
// how many times each is measured, and how many hovers while training.
#include "app/jobs.h"
#include "core/platform/allocator.h"
#include "core/values/presets.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/grid/head_grid.h"
#include "ui/attention/grid/head_grid_canvas.h"
#include "ui/attention/picture/picture_canvas.h"
#include "ui/attention/picture/picture_view.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/training/training_panel.h"
#include "ui/training/training_session.h"
#include "ui/window/main_window.h"
#include "ui/window/path_field.h"
#include "ui/window/theme.h"
#include "ui/window/workbench.h"

#include <QApplication>
#include <QEventLoop>
#include <QMouseEvent>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

using namespace saccade;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int Rest = 30; // ms between two hovers: what the one before left to do is done

double millisecondsFrom(Clock::time_point begin, Clock::time_point end = Clock::now())
{
    return std::chrono::duration<double, std::milli>(end - begin).count();
}

nlohmann::json figures(std::vector<double> times)
{
    if (times.empty())
        return {{"median", -1.0}, {"p99", -1.0}, {"worst", -1.0}, {"count", 0}};
    std::sort(times.begin(), times.end());
    const auto at = [&times](double share) { return times[std::size_t(share * double(times.size() - 1))]; };
    return {{"median", at(0.5)}, {"p99", at(0.99)}, {"worst", at(1.0)}, {"count", times.size()}};
}

/// The machine's load, as a judge of the other figures needs it.
double loadNow()
{
    double load[1] = {-1.0};
    return getloadavg(load, 1) == 1 ? load[0] : -1.0;
}

/// Sees the mouse arrive at the canvas, and then canvas and grid paint themselves.
class PaintWatch : public QObject
{
public:
    PaintWatch(QWidget* canvas, QWidget* grid)
        : m_canvas(canvas)
        , m_grid(grid)
    {
        canvas->installEventFilter(this);
        grid->installEventFilter(this);
    }
    void begin() { m_armed = m_canvasPainted = m_gridPainted = false; }
    bool isDone() const { return m_canvasPainted && m_gridPainted; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::MouseMove && watched == m_canvas)
            m_armed = true;
        else if (event->type() == QEvent::Paint && m_armed)
            (watched == m_canvas ? m_canvasPainted : m_gridPainted) = true;
        return QObject::eventFilter(watched, event);
    }

private:
    QWidget* m_canvas;
    QWidget* m_grid;
    bool m_armed = false;
    bool m_canvasPainted = false;
    bool m_gridPainted = false;
};

/// A patch for each measurement, never the same twice in a row.
ui::Query patchOf(const AttentionMaps& maps, int round)
{
    const int patch = round * 7 % (maps.gridRows * maps.gridColumns);
    return ui::Query::ofPatch(patch / maps.gridColumns, patch % maps.gridColumns);
}

std::vector<double> computeTimes(const ui::Services& services, const ModelPtr& model, const Image& picture,
                                 int rounds)
{
    std::vector<double> times;
    // On a thread of its own, as in the window.
    std::thread([&] {
        for (int round = -3; round < rounds; ++round) {
            const auto begin = Clock::now();
            const Explanation explanation = services.explain(model, picture);
            if (round >= 0)
                times.push_back(millisecondsFrom(begin));
        }
    }).join();
    return times;
}

std::vector<double> drawTimes(ui::AttentionState& state, ui::HeadGrid& grid, const AttentionMaps& maps,
                              int rounds)
{
    std::vector<double> times;
    QImage image(grid.size() * grid.devicePixelRatioF(), QImage::Format_RGB32);
    image.setDevicePixelRatio(grid.devicePixelRatioF());
    for (int round = -3; round < rounds; ++round) {
        state.hover(patchOf(maps, round + 3)); // every tile is another one
        const auto begin = Clock::now();
        grid.render(&image);
        if (round >= 0)
            times.push_back(millisecondsFrom(begin));
        QCoreApplication::processEvents();
    }
    state.endHover();
    QCoreApplication::processEvents();
    return times;
}

/// From the moment at which the mouse event enters the queue to the end of the painting.
std::vector<double> hoverTimes(ui::MainWindow& window, const AttentionMaps& maps, int rounds)
{
    ui::PictureCanvas* canvas = window.attention()->pictureView()->canvas();
    PaintWatch watch(canvas, window.attention()->headGrid()->canvas());
    std::vector<double> times;
    QTimer pulse; // so that waiting ends
    pulse.start(500);
    for (int round = 0; round < rounds; ++round) {
        const QPointF at = canvas->patchRect(patchOf(maps, round)).center();
        const QPointF global = canvas->mapToGlobal(at);
        Clock::time_point begin;
        watch.begin();
        std::thread hand([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(Rest));
            begin = Clock::now();
            QCoreApplication::postEvent(canvas, new QMouseEvent(QEvent::MouseMove, at, global, Qt::NoButton,
                                                                Qt::NoButton, Qt::NoModifier));
        });
        // Where there is no map just then, nothing is painted that tells of the patch: such a hover has no
        // time.
        const auto patience = Clock::now() + std::chrono::seconds(2);
        while (!watch.isDone() && Clock::now() < patience)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        const auto end = Clock::now();
        hand.join();
        if (watch.isDone())
            times.push_back(millisecondsFrom(begin, end));
    }
    return times;
}

/// The grid of a ViT-B/16 at 224 pixels: every row of the attention falls off from a token of its own.
std::vector<double> largeDrawTimes(int rounds)
{
    Explanation explanation;
    AttentionMaps& maps = explanation.attention;
    maps.layers = maps.heads = 12;
    maps.tokens = 197;
    maps.prefixTokens = 1;
    maps.gridRows = maps.gridColumns = 14;
    maps.values.reserve(std::size_t(12) * 12 * 197 * 197);
    for (int map = 0; map < 12 * 12; ++map)
        for (int query = 0; query < 197; ++query)
            for (int key = 0; key < 197; ++key)
                maps.values.push_back(1.0F / float(1 + (key + 197 - (query * (map + 1)) % 197) % 197) / 5.9F);
    explanation.logits = explanation.probabilities = {0.5F, 0.5F};
    ui::AttentionWorkspace workspace;
    ui::HeadGrid& grid = *workspace.headGrid();
    grid.resize(760, 800);
    grid.show();
    workspace.setPicture(Image(224, 224), "synthetic", 0, {"a", "b"});
    workspace.setExplanation(explanation);
    QCoreApplication::processEvents();
    return drawTimes(*workspace.state(), grid, maps, rounds);
}

template <typename Sender, typename Signal, typename Act>
void waitFor(Sender* sender, Signal signal, Act act)
{
    QEventLoop loop;
    QObject::connect(sender, signal, &loop, &QEventLoop::quit);
    act();
    loop.exec();
}

nlohmann::json withTarget(nlohmann::json measured, const char* of, double target)
{
    measured["target"] = {{"of", of}, {"below", target}};
    measured["reached"] = measured["count"] > 0 && measured[of].get<double>() < target;
    return measured;
}

} // namespace

int main(int argc, char** argv)
{
    keepLargeBlocks();
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const QString source = arguments.value(1, "shapes");
    const int rounds = std::max(1, arguments.value(2, "200").toInt());
    const int trainingRounds = std::max(1, arguments.value(3, "300").toInt());
    QTemporaryDir folder;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
    QApplication::setOrganizationName("SaccadeBench");
    ui::Theme::apply(application, ui::Scheme::Light);
    const ui::Services services = bindServices(ui::toPath(folder.path()), {});
    ui::MainWindow window(services);
    ui::Workbench* bench = window.workbench();
    QObject::connect(bench, &ui::Workbench::failed, &application, [](const QString& sentence) {
        std::fprintf(stderr, "%s\n", qPrintable(sentence));
        std::exit(1);
    });
    window.move(0, 0);
    window.show();
    Explanation shown;
    QObject::connect(bench, &ui::Workbench::explained, &window,
                     [&shown](const Explanation& explanation) { shown = explanation; });
    const Preset& preset = presetNamed("base");
    waitFor(bench, &ui::Workbench::explained, [&] { bench->openDataset(source); });
    waitFor(bench, &ui::Workbench::explained,
            [&] { bench->setModel(services.untrainedModel(preset.model, *bench->dataset(), 1)); });
    QCoreApplication::processEvents();

    nlohmann::json report{{"dataset", source.toStdString()}, {"load_before", loadNow()}};
    const std::vector<double> compute =
        computeTimes(services, bench->model(), bench->shown()->pixels, rounds);
    const AttentionMaps maps = shown.attention;
    const std::vector<double> draw =
        drawTimes(*window.attention()->state(), *window.attention()->headGrid(), maps, rounds);
    std::vector<double> both;
    for (std::size_t i = 0; i < compute.size(); ++i)
        both.push_back(compute[i] + draw[i]);
    report["compute"] = figures(compute);
    report["draw_grid"] = figures(draw);
    report["compute_and_draw"] = withTarget(figures(both), "median", 16.0);
    report["hover"] = withTarget(figures(hoverTimes(window, maps, rounds)), "median", 8.0);
    report["draw_grid_197_tokens_12x12"] =
        withTarget(figures(largeDrawTimes(std::min(rounds, 50))), "median", 200.0);

    window.trainingPanel()->setSpecs(preset.model, preset.train, "base");
    waitFor(window.session(), &ui::TrainingSession::batchReported,
            [&window] { window.trainingPanel()->requestTraining(); });
    report["hover_while_training"] =
        withTarget(figures(hoverTimes(window, maps, trainingRounds)), "p99", 50.0);
    report["load_after"] = loadNow();
    QObject::connect(
        window.session(), &ui::TrainingSession::finished, &window,
        [&report](const RunOutcome& outcome) { report["images_per_second"] = outcome.imagesPerSecond; });
    waitFor(window.session(), &ui::TrainingSession::finished, [&window] { window.session()->stop(); });
    window.close();
    std::printf("%s\n", report.dump().c_str());
}
