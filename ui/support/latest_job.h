// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>

namespace saccade::ui {

/// Runs one function at a time on a thread of its own, for answers of which only the newest matters: what
/// the model says of the picture under the mouse. A request that waits is dropped when a newer one comes;
/// one that runs is finished, but its answer is not delivered. Everything but the work itself happens on
/// the thread that the object lives in. Destruction waits for the work that runs.
class LatestJob : public QObject
{
    Q_OBJECT

public:
    explicit LatestJob(QObject* parent = nullptr);
    ~LatestJob() override;

    /// Calls work() on the worker, then done(its result) here, from the event loop. Where work throws,
    /// failed() is emitted instead.
    template <typename Work, typename Done>
    void run(Work work, Done done);

    /// Nothing that was asked for until now is delivered any more.
    void cancel();

    /// From run() until its answer is delivered or cancelled.
    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    /// The newest request's work threw: what a person reads about it.
    void failed(const QString& sentence);
    void busyChanged(bool busy);

private:
    using Deliver = std::function<void()>;
    struct Request
    {
        std::uint64_t number = 0;
        std::function<Deliver()> work;
    };

    void enqueue(std::function<Deliver()> work);
    void serve();
    void finish(std::uint64_t number, const std::function<void()>& report);
    void setBusy(bool busy);

    std::uint64_t m_newest = 0; // 0 is never asked for
    bool m_busy = false;

    std::mutex m_mutex; // guards m_waiting and m_quit
    std::condition_variable m_changed;
    std::optional<Request> m_waiting;
    bool m_quit = false;
    std::thread m_worker; // started by the first request
};

template <typename Work, typename Done>
void LatestJob::run(Work work, Done done)
{
    enqueue([work = std::move(work), done = std::move(done)]() -> Deliver {
        // A queued call is copied; the answer may be large.
        auto answer = std::make_shared<std::invoke_result_t<Work>>(work());
        return [answer, done] { done(std::move(*answer)); };
    });
}

} // namespace saccade::ui
