// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace saccade {
struct BatchReport;
}

namespace saccade::ui {

class TrainingActions;
class TrainingSession;

/// "LR 8.1e-4 [÷2] [×2]": the learning rate of the run that goes on, and the two keys that change it.
class LearningRateControl : public QWidget
{
    Q_OBJECT

public:
    LearningRateControl(TrainingSession* session, TrainingActions* actions, QWidget* parent = nullptr);

private:
    void showRate(double rate);

    QLabel* m_label;
    double m_rate = 0.0;
    double m_factor = 1.0;
};

} // namespace saccade::ui
