// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/background_task.h"

#include <exception>

namespace saccade::ui {

BackgroundTask::BackgroundTask(QObject* parent)
    : QObject(parent)
{
}

BackgroundTask::~BackgroundTask()
{
    if (!m_thread.joinable())
        return;
    m_control->stop();
    m_thread.join();
}

bool BackgroundTask::start(Work work)
{
    if (m_running)
        return false;
    m_running = true;
    m_control = std::make_shared<RunControl>();
    m_thread = std::thread([this, control = m_control, work = std::move(work)] {
        Ending ending = Ending::Succeeded;
        QString text;
        try {
            text = work(*control, [this](double share, const std::string& what) { report(share, what); });
        } catch (const std::exception& error) {
            ending = Ending::Failed;
            text = QString::fromUtf8(error.what());
        }
        if (control->isStopping())
            ending = Ending::Cancelled; // also where the work was done before it heard of it
        QMetaObject::invokeMethod(
            this, [=, this] { finish(ending, text); }, Qt::QueuedConnection);
    });
    return true;
}

void BackgroundTask::cancel()
{
    if (m_running)
        m_control->stop();
}

/// On the worker's thread.
void BackgroundTask::report(double share, const std::string& what)
{
    {
        const std::lock_guard lock(m_mutex);
        m_share = share;
        m_what = what;
        if (std::exchange(m_pending, true))
            return;
    }
    QMetaObject::invokeMethod(this, &BackgroundTask::showProgress, Qt::QueuedConnection);
}

void BackgroundTask::showProgress()
{
    std::unique_lock lock(m_mutex);
    m_pending = false;
    const double share = m_share;
    const QString what = QString::fromStdString(m_what);
    lock.unlock();
    Q_EMIT progressed(share, what);
}

void BackgroundTask::finish(Ending ending, const QString& text)
{
    m_thread.join();
    m_running = false;
    switch (ending) {
    case Ending::Succeeded:
        Q_EMIT succeeded(text);
        break;
    case Ending::Failed:
        Q_EMIT failed(text);
        break;
    case Ending::Cancelled:
        Q_EMIT cancelled();
        break;
    }
}

} // namespace saccade::ui
