// SPDX-License-Identifier: GPL-3.0-or-later
// How late the interface's event loop is while the base preset trains on all cores beside it: a timer is due
// every 5 ms, and what it comes later than that is the delay which a key or a click would meet. Prints one
// line of JSON. Arguments: the data set ("shapes" or a folder of CIFAR-10), and for how many seconds.
#include "app/jobs.h"
#include "core/platform/allocator.h"
#include "core/values/presets.h"
#include "ui/training/training_panel.h"
#include "ui/training/training_session.h"
#include "ui/window/main_window.h"
#include "ui/window/path_field.h"
#include "ui/window/theme.h"
#include "ui/window/workbench.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <utility>
#include <vector>

using namespace saccade;

namespace {

constexpr double Beat = 5.0;        // ms
constexpr double LateEnough = 50.0; // ms: half of what a person feels as immediate

/// Tells when the window has painted itself for the first time.
class FirstPaint : public QObject
{
public:
    explicit FirstPaint(const QElapsedTimer& clock)
        : m_clock(clock)
    {
    }
    double milliseconds() const { return m_milliseconds; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint && m_milliseconds < 0)
            // The event comes before its painting; the next turn of the loop comes after it.
            QTimer::singleShot(0, this, [this] {
                if (m_milliseconds < 0)
                    m_milliseconds = double(m_clock.nsecsElapsed()) * 1e-6;
            });
        return QObject::eventFilter(watched, event);
    }

private:
    const QElapsedTimer& m_clock;
    double m_milliseconds = -1.0;
};

class Heartbeat
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.callOnTimeout([this] {
            m_delays.push_back(std::max(0.0, double(m_since.nsecsElapsed()) * 1e-6 - Beat));
            m_since.start();
        });
    }
    void start()
    {
        m_since.start();
        m_timer.start(int(Beat));
    }
    nlohmann::json figures()
    {
        m_timer.stop();
        std::sort(m_delays.begin(), m_delays.end());
        const auto at = [this](double share) {
            return m_delays[std::size_t(share * double(m_delays.size() - 1))];
        };
        const auto late =
            std::distance(std::upper_bound(m_delays.begin(), m_delays.end(), LateEnough), m_delays.end());
        return {{"beats", m_delays.size()},
                {"median_ms", at(0.5)},
                {"p99_ms", at(0.99)},
                {"worst_ms", at(1.0)},
                {"share_over_50_ms", double(late) / double(m_delays.size())}};
    }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    std::vector<double> m_delays;
};

/// The machine's load, as a judge of the other figures needs it.
double loadNow()
{
    double load[1] = {-1.0};
    return getloadavg(load, 1) == 1 ? load[0] : -1.0;
}

} // namespace

int main(int argc, char** argv)
{
    QElapsedTimer clock;
    clock.start();
    keepLargeBlocks();
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const QString source = arguments.value(1, "shapes");
    const double seconds = arguments.value(2, "20").toDouble();
    QTemporaryDir folder;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
    QApplication::setOrganizationName("SaccadeBench");
    ui::Theme::apply(application, ui::Scheme::Light);
    ui::MainWindow window(bindServices(ui::toPath(folder.path()), {}));
    FirstPaint firstPaint(clock);
    window.installEventFilter(&firstPaint);
    window.show();

    nlohmann::json figures;
    Heartbeat heartbeat;
    bool isMeasuring = false;
    QObject::connect(window.workbench(), &ui::Workbench::failed, &application, [](const QString& sentence) {
        std::fprintf(stderr, "%s\n", qPrintable(sentence));
        std::exit(1);
    });
    QObject::connect(window.workbench(), &ui::Workbench::datasetOpened, &window, [&] {
        const Preset& preset = presetNamed("base");
        window.trainingPanel()->setSpecs(preset.model, preset.train, "base");
        window.trainingPanel()->requestTraining();
    });
    QObject::connect(window.session(), &ui::TrainingSession::batchReported, &window, [&] {
        if (std::exchange(isMeasuring, true))
            return;
        heartbeat.start();
        QTimer::singleShot(int(seconds * 1000), &window, [&] {
            figures = heartbeat.figures();
            figures["load"] = loadNow();
            window.close();
        });
    });
    QObject::connect(window.session(), &ui::TrainingSession::finished, &window,
                     [&](const RunOutcome& outcome) {
                         figures["images_per_second"] = outcome.imagesPerSecond;
                         figures["steps"] = outcome.steps;
                     });
    window.workbench()->openDataset(source);
    QApplication::exec();

    figures["first_paint_ms"] = firstPaint.milliseconds();
    figures["dataset"] = source.toStdString();
    figures["seconds"] = seconds;
    std::printf("%s\n", figures.dump().c_str());
    return figures.contains("beats") ? 0 : 1;
}
