// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/metrics.h"
#include "core/values/training.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace saccade::ui {

class TrainingActions;
class TrainingSession;

/// The middle of the tool bar: Train / Pause / Resume, Stop, the learning rate, and how far the run is.
class RunBar : public QWidget
{
    Q_OBJECT

public:
    RunBar(TrainingSession* session, TrainingActions* actions, QWidget* parent = nullptr);

private:
    QWidget* makeProgress();
    void begin();
    void showBatch(const BatchReport& report);
    void showState();
    void showOutcome(const RunOutcome& outcome);
    void setProgressQuiet(bool quiet);

    TrainingSession* m_session;
    QToolButton* m_main;
    QLabel* m_epoch;
    QLabel* m_left;
    QProgressBar* m_bar;
    double m_secondsLeft = -1.0;
};

/// "Epoch 13 of 30"; "Epoch 13 of about 30" where the run is sized in minutes.
QString epochText(const BatchReport& report, bool inMinutes);

} // namespace saccade::ui
