// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/learning_rate_control.h"

#include "ui/training/quantity_text.h"
#include "ui/training/training_actions.h"
#include "ui/training/training_session.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <utility>

namespace saccade::ui {

LearningRateControl::LearningRateControl(TrainingSession* session, TrainingActions* actions, QWidget* parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
{
    m_label->setProperty("kind", QStringLiteral("muted"));
    m_label->setObjectName("learningRate");
    m_label->setAlignment(Qt::AlignVCenter | Qt::AlignLeft);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(5);
    row->addWidget(m_label);
    for (QAction* action : {actions->halveRate(), actions->doubleRate()}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setProperty("kind", QStringLiteral("key"));
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(action->text());
        row->addWidget(button);
    }
    showRate(0.0);

    connect(session, &TrainingSession::started, this, [this] {
        m_factor = 1.0;
        showRate(0.0);
    });
    connect(session, &TrainingSession::batchReported, this,
            [this](const BatchReport& report) { showRate(report.learningRate); });
    // At once, also while paused; the next report tells the exact value.
    connect(session, &TrainingSession::learningRateFactorChanged, this,
            [this](double factor) { showRate(m_rate * factor / std::exchange(m_factor, factor)); });
}

void LearningRateControl::showRate(double rate)
{
    m_rate = rate;
    m_label->setText(rate > 0.0 ? tr("LR %1").arg(learningRateText(rate)) : tr("LR –"));
    // Room for the widest, so that the keys beside it do not move; the font is the window's, and may change.
    m_label->ensurePolished();
    m_label->setMinimumWidth(m_label->fontMetrics().horizontalAdvance(tr("LR %1").arg("8.8e-8")));
    m_label->setToolTip(rate > 0.0
                            ? tr("The learning rate of the last batch: how far a step moves the weights")
                            : tr("The learning rate shows here once a run has done its first batch."));
}

} // namespace saccade::ui
