// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/run_control.h"

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace saccade::ui {

/// One piece of work at a time on a thread of its own, with progress, for a dialog. Every signal is emitted
/// on the thread of this object; after start() returned true exactly one of succeeded, failed and cancelled
/// comes.
class BackgroundTask : public QObject
{
    Q_OBJECT

public:
    /// Returns what succeeded() hands on; a std::exception is a failure. After cancel() either is
    /// cancelled().
    using Work = std::function<QString(RunControl&, const Progress&)>;

    explicit BackgroundTask(QObject* parent = nullptr);
    /// Cancels and waits for the work to return.
    ~BackgroundTask() override;

    bool isRunning() const { return m_running; }
    bool isCancelling() const { return m_running && m_control->isStopping(); }
    /// False, and nothing done, while other work runs.
    bool start(Work work);
    void cancel();

Q_SIGNALS:
    /// `share` in 0..1, below 0 where it cannot be known. Reports that come faster than they are shown are
    /// left out.
    void progressed(double share, const QString& what);
    void succeeded(const QString& result);
    void failed(const QString& sentence);
    void cancelled();

private:
    enum class Ending
    {
        Succeeded,
        Failed,
        Cancelled
    };

    void report(double share, const std::string& what);
    void showProgress();
    void finish(Ending ending, const QString& text);

    bool m_running = false;
    std::shared_ptr<RunControl> m_control;
    std::thread m_thread;

    std::mutex m_mutex; ///< guards what follows
    double m_share = -1.0;
    std::string m_what;
    bool m_pending = false; ///< a call of showProgress() is under way
};

} // namespace saccade::ui
