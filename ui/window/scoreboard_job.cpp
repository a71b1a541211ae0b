// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/scoreboard_job.h"

#include <memory>
#include <utility>

namespace saccade::ui {

ScoreboardJob::ScoreboardJob(decltype(Services::scoreboard) score, QObject* parent)
    : QObject(parent)
    , m_score(std::move(score))
{
    connect(&m_task, &BackgroundTask::progressed, this, &ScoreboardJob::progressed);
    connect(&m_task, &BackgroundTask::succeeded, this, [this] {
        Q_EMIT runningChanged(false);
        Q_EMIT scored(*m_board);
    });
    connect(&m_task, &BackgroundTask::failed, this, [this](const QString& sentence) {
        Q_EMIT runningChanged(false);
        Q_EMIT failed(sentence);
    });
    connect(&m_task, &BackgroundTask::cancelled, this, [this] {
        Q_EMIT runningChanged(false);
        Q_EMIT stopped();
    });
}

void ScoreboardJob::start(const ModelPtr& model, const Image& picture, std::optional<int> classIndex)
{
    if (isRunning())
        return;
    m_board = std::make_shared<Scoreboard>();
    m_task.start([score = m_score, board = m_board, model, picture, classIndex](RunControl& control,
                                                                                const Progress& progress) {
        *board = score(model, picture, classIndex, control, progress);
        return QString();
    });
    Q_EMIT runningChanged(true);
}

void ScoreboardJob::stop()
{
    m_task.cancel();
}

} // namespace saccade::ui
