// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/latest_job.h"

#include <new>

namespace saccade::ui {

LatestJob::LatestJob(QObject* parent)
    : QObject(parent)
{
}

LatestJob::~LatestJob()
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.reset();
        m_quit = true;
    }
    m_changed.notify_one();
    if (m_worker.joinable())
        m_worker.join();
}

void LatestJob::cancel()
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.reset();
    }
    ++m_newest;
    setBusy(false);
}

void LatestJob::enqueue(std::function<Deliver()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting = Request{++m_newest, std::move(work)};
    }
    m_changed.notify_one();
    if (!m_worker.joinable())
        m_worker = std::thread([this] { serve(); });
    setBusy(true);
}

void LatestJob::serve()
{
    while (true) {
        Request request;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_quit || m_waiting; });
            if (m_quit)
                return;
            request = std::move(*m_waiting);
            m_waiting.reset();
        }
        std::function<void()> report;
        const auto failure = [this, &report](const QString& sentence) {
            report = [this, sentence] { Q_EMIT failed(sentence); };
        };
        try {
            report = request.work();
        } catch (const std::bad_alloc&) {
            failure(tr("There was not enough memory."));
        } catch (const std::exception& error) {
            failure(QString::fromUtf8(error.what()));
        } catch (...) {
            failure(tr("Something went wrong that gives no reason."));
        }
        QMetaObject::invokeMethod(
            this, [this, number = request.number, report] { finish(number, report); }, Qt::QueuedConnection);
    }
}

void LatestJob::finish(std::uint64_t number, const std::function<void()>& report)
{
    if (number != m_newest)
        return;
    setBusy(false);
    report();
}

void LatestJob::setBusy(bool busy)
{
    if (m_busy == busy)
        return;
    m_busy = busy;
    Q_EMIT busyChanged(busy);
}

} // namespace saccade::ui
