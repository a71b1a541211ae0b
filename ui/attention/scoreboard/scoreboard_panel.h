// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/scoreboard.h"

#include <QStringList>
#include <QWidget>

#include <string>

class QLabel;
class QProgressBar;
class QPushButton;

namespace saccade::ui {

class RankedCurves;
class ScoreboardTable;

/// Which method is right about this picture: a table of all of them by rank, and the curves that the ranks
/// come from. It computes nothing: whoever owns it answers scoreWanted().
class ScoreboardPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ScoreboardPanel(QWidget* parent = nullptr);

    /// Why the methods cannot be scored now; empty: they can.
    void setObstacle(const QString& why);
    void setRunning(bool running);
    /// `share` below 0: how far is not known.
    void setProgress(double share, const QString& what);
    void setBoard(const Scoreboard& board, const QStringList& classNames);
    /// Another picture: the scores are gone.
    void clear();
    /// Another model: the scores are those of the one before.
    void setOutdated();
    /// A sentence in the place of the scores: why there are none.
    void setMessage(const QString& sentence);
    void setShownMethod(const std::string& method);

Q_SIGNALS:
    void scoreWanted();
    void stopWanted();
    void methodChosen(const QString& method);

protected:
    void changeEvent(QEvent* event) override;

private:
    void draw();
    void refresh();

    Scoreboard m_board;
    bool m_isRunning = false;
    QString m_obstacle;
    QPushButton* m_start;
    QPushButton* m_stop;
    QProgressBar* m_progress;
    QLabel* m_note;
    ScoreboardTable* m_table;
    QLabel* m_legend;
    RankedCurves* m_deletion;
    RankedCurves* m_insertion;
};

} // namespace saccade::ui
