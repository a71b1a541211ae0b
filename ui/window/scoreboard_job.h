// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"
#include "ui/window/background_task.h"

#include <QObject>

#include <optional>

namespace saccade::ui {

/// Scores the methods on one picture at a time, away from the interface's thread.
class ScoreboardJob : public QObject
{
    Q_OBJECT

public:
    explicit ScoreboardJob(decltype(Services::scoreboard) score, QObject* parent = nullptr);

    /// Whether there is anything that scores.
    bool isAvailable() const { return bool(m_score); }
    bool isRunning() const { return m_task.isRunning(); }
    /// Nothing happens while it runs.
    void start(const ModelPtr& model, const Image& picture, std::optional<int> classIndex);
    void stop();

Q_SIGNALS:
    void runningChanged(bool running);
    void progressed(double share, const QString& what);
    void scored(const saccade::Scoreboard& board);
    void failed(const QString& sentence);
    void stopped();

private:
    decltype(Services::scoreboard) m_score;
    std::shared_ptr<Scoreboard> m_board; ///< filled on the worker's thread, read when that is done
    BackgroundTask m_task;               // last: its end waits for the work
};

} // namespace saccade::ui
