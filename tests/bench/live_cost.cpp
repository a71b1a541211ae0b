// SPDX-License-Identifier: GPL-3.0-or-later
// What the live charts and the live attention of the chosen picture cost the training beside them: the base
// preset trains alone, its reports unread, then in the window with everything drawn, in turn, round by round.
// Beside the ratio of the two rates, which other programs disturb, it says what share of the processor time
// in the window was not the training's own, which they do not. Prints one line of JSON. Arguments: the data
// set ("shapes" or a folder of CIFAR-10), how many rounds, and for how many seconds each of the two trains.
#include "app/jobs.h"
#include "core/platform/allocator.h"
#include "core/platform/cpu.h"
#include "core/values/presets.h"
#include "core/values/robust_score.h"
#include "ui/training/training_panel.h"
#include "ui/training/training_session.h"
#include "ui/window/main_window.h"
#include "ui/window/path_field.h"
#include "ui/window/theme.h"
#include "ui/window/workbench.h"

#include <QApplication>
#include <QEventLoop>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace saccade;

namespace {

TrainRequest requestFor(const DatasetPtr& data, const std::filesystem::path& folder)
{
    const Preset& preset = presetNamed("base");
    TrainRequest request;
    request.model = preset.model;
    request.train = preset.train;
    request.data = data;
    request.folder = folder;
    return request;
}

/// Images/s of a run that nobody looks at; the window stays open, idle.
double alone(const ui::Services& services, TrainRequest request, int milliseconds)
{
    RunControl control;
    std::atomic<bool> begun{false};
    TrainObserver observer;
    observer.onBatch = [&begun](const BatchReport&) { begun = true; };
    RunOutcome outcome;
    QEventLoop loop;
    std::thread worker([&] {
        outcome = services.train(request, control, observer);
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    while (!begun)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 50);
    QTimer::singleShot(milliseconds, &loop, [&control] { control.stop(); });
    loop.exec();
    worker.join();
    return outcome.imagesPerSecond;
}

/// Nanoseconds that each thread of this program has had of a processor; empty where the system does not say.
std::map<std::string, double> processorTimes()
{
    std::map<std::string, double> times;
    std::error_code none;
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task", none)) {
        std::ifstream stream(task.path() / "schedstat");
        double nanoseconds = 0;
        if (stream >> nanoseconds)
            times[task.path().filename().string()] = nanoseconds;
    }
    return times;
}

/// Of the time since `before`, the share of every thread but the `training` busiest, which train.
double shareOfOthers(const std::map<std::string, double>& before, int training)
{
    std::vector<double> spent;
    for (const auto& [thread, nanoseconds] : processorTimes()) {
        const auto known = before.find(thread);
        spent.push_back(nanoseconds - (known == before.end() ? 0.0 : known->second));
    }
    std::sort(spent.begin(), spent.end(), std::greater<>());
    const auto others = spent.begin() + std::min<std::ptrdiff_t>(training, std::ssize(spent));
    const double all = std::accumulate(spent.begin(), spent.end(), 0.0);
    return all > 0 ? std::accumulate(others, spent.end(), 0.0) / all
                   : std::numeric_limits<double>::quiet_NaN();
}

struct Rate
{
    double imagesPerSecond = 0.0;
    double shareOfOthers = 0.0;
};

/// The same run in the window.
Rate inWindow(ui::MainWindow& window, int milliseconds)
{
    QEventLoop loop;
    Rate result;
    bool begun = false;
    std::map<std::string, double> before;
    QObject::connect(window.session(), &ui::TrainingSession::batchReported, &loop, [&] {
        if (std::exchange(begun, true))
            return;
        before = processorTimes();
        QTimer::singleShot(milliseconds, &loop, [&] {
            result.shareOfOthers = shareOfOthers(before, usableCores());
            window.session()->stop();
        });
    });
    QObject::connect(window.session(), &ui::TrainingSession::finished, &loop, [&](const RunOutcome& outcome) {
        result.imagesPerSecond = outcome.imagesPerSecond;
        loop.quit();
    });
    window.trainingPanel()->requestTraining();
    loop.exec();
    return result;
}

} // namespace

int main(int argc, char** argv)
{
    keepLargeBlocks();
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const QString source = arguments.value(1, "shapes");
    const int rounds = arguments.value(2, "5").toInt();
    const int milliseconds = int(arguments.value(3, "10").toDouble() * 1000);
    QTemporaryDir folder;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
    QApplication::setOrganizationName("SaccadeBench");
    ui::Theme::apply(application, ui::Scheme::Light);
    const ui::Services services = bindServices(ui::toPath(folder.path()), {});
    ui::MainWindow window(services);
    QObject::connect(window.workbench(), &ui::Workbench::failed, &application, [](const QString& sentence) {
        std::fprintf(stderr, "%s\n", qPrintable(sentence));
        std::exit(1);
    });
    window.show();
    {
        QEventLoop loop;
        QObject::connect(window.workbench(), &ui::Workbench::explained, &loop, &QEventLoop::quit);
        window.workbench()->openDataset(source);
        loop.exec();
    }
    const Preset& preset = presetNamed("base");
    window.trainingPanel()->setSpecs(preset.model, preset.train, "base");

    std::vector<double> plain;
    std::vector<double> live;
    std::vector<double> ratios;
    std::vector<double> shares;
    for (int round = 0; round < rounds; ++round) {
        const auto runFolder = ui::toPath(folder.path()) / ("alone-" + std::to_string(round));
        plain.push_back(alone(services, requestFor(window.workbench()->dataset(), runFolder), milliseconds));
        const Rate rate = inWindow(window, milliseconds);
        live.push_back(rate.imagesPerSecond);
        ratios.push_back(live.back() / plain.back());
        shares.push_back(rate.shareOfOthers);
        std::fprintf(stderr,
                     "round %d of %d: alone %.1f, in the window %.1f images/s, %.2f %% of the processor time "
                     "not the training's\n",
                     round + 1, rounds, plain.back(), live.back(), 100 * shares.back());
    }
    const nlohmann::json figures{{"dataset", source.toStdString()},
                                 {"alone_images_per_second", median(plain)},
                                 {"in_window_images_per_second", median(live)},
                                 {"cost", 1.0 - median(ratios)},
                                 {"processor_share_of_the_rest", median(shares)}};
    std::printf("%s\n", figures.dump().c_str());
}
