// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_bar.h"

#include "ui/training/learning_rate_control.h"
#include "ui/training/quantity_text.h"
#include "ui/training/training_actions.h"
#include "ui/training/training_session.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace saccade::ui {

namespace {

using State = TrainingSession::State;

QToolButton* buttonOf(QAction* action, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize({14, 14});
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

QString epochText(const BatchReport& report, bool inMinutes)
{
    if (report.stepsPerEpoch <= 0)
        return {};
    const auto rounds = [&](std::int64_t steps) {
        return (steps + report.stepsPerEpoch - 1) / report.stepsPerEpoch;
    };
    const std::int64_t epochs = std::max<std::int64_t>(1, rounds(report.totalSteps));
    const std::int64_t epoch = std::clamp<std::int64_t>(rounds(report.step), 1, epochs);
    return (inMinutes ? RunBar::tr("Epoch %1 of about %2") : RunBar::tr("Epoch %1 of %2"))
        .arg(epoch)
        .arg(epochs);
}

RunBar::RunBar(TrainingSession* session, TrainingActions* actions, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_main(buttonOf(actions->trainOrPause(), this))
    , m_epoch(new QLabel(tr("No run yet"), this))
    , m_left(new QLabel(this))
    , m_bar(new QProgressBar(this))
{
    m_main->setObjectName("trainOrPause");
    m_main->setProperty("kind", QStringLiteral("primary"));
    m_main->setMinimumWidth(104); // "Resume" and "Train" alike, so that the bar does not jump
    auto* stop = buttonOf(actions->stop(), this);
    stop->setObjectName("stop");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_main);
    row->addWidget(stop);
    row->addWidget(new LearningRateControl(session, actions, this));
    row->addWidget(makeProgress());

    connect(session, &TrainingSession::started, this, &RunBar::begin);
    connect(session, &TrainingSession::batchReported, this, &RunBar::showBatch);
    connect(session, &TrainingSession::stateChanged, this, &RunBar::showState);
    connect(session, &TrainingSession::finished, this, &RunBar::showOutcome);
}

QWidget* RunBar::makeProgress()
{
    auto* block = new QWidget(this);
    block->setMinimumWidth(200);
    block->setMaximumWidth(260);
    m_epoch->setObjectName("epoch");
    m_left->setObjectName("timeLeft");
    m_left->setProperty("kind", QStringLiteral("muted"));
    m_left->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_bar->setProperty("kind", QStringLiteral("thin"));
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 1000);
    m_bar->setValue(0);
    m_bar->setAccessibleName(tr("Progress of the run"));
    m_bar->setToolTip(tr("How much of the run is done"));
    auto* grid = new QGridLayout(block);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(4);
    grid->addWidget(m_epoch, 0, 0);
    grid->addWidget(m_left, 0, 1);
    grid->addWidget(m_bar, 1, 0, 1, 2);
    return block;
}

void RunBar::begin()
{
    m_secondsLeft = -1.0;
    m_bar->setValue(0);
    m_epoch->setText(tr("Starting…"));
    m_epoch->setToolTip({});
    showState();
}

void RunBar::showBatch(const BatchReport& report)
{
    const double total = double(std::max<std::int64_t>(report.totalSteps, 1));
    m_bar->setValue(int(1000.0 * std::clamp(double(report.step) / total, 0.0, 1.0)));
    m_epoch->setText(epochText(report, m_session->request().train.minutes > 0.0));
    m_epoch->setToolTip(tr("Step %1 of %2").arg(report.step).arg(report.totalSteps));
    m_secondsLeft = report.secondsLeft;
    showState();
}

void RunBar::showState()
{
    switch (m_session->state()) {
    case State::Running:
        m_left->setText(timeLeftText(m_secondsLeft));
        break;
    case State::Paused:
        m_left->setText(tr("paused"));
        break;
    case State::Stopping:
        m_left->setText(tr("stopping…"));
        break;
    case State::Idle:
        break;
    }
    setProgressQuiet(m_session->state() != State::Running);
}

void RunBar::showOutcome(const RunOutcome& outcome)
{
    const QString time = durationText(outcome.seconds);
    switch (outcome.kind) {
    case RunOutcome::Kind::Completed:
        m_bar->setValue(m_bar->maximum());
        m_epoch->setText(outcome.epochs == 1 ? tr("Done: 1 epoch")
                                             : tr("Done: %1 epochs").arg(outcome.epochs));
        m_left->setText(tr("took %1").arg(time));
        m_epoch->setToolTip(tr("%1 steps").arg(outcome.steps));
        break;
    case RunOutcome::Kind::Stopped:
        m_epoch->setText(tr("Stopped after step %1").arg(outcome.steps));
        m_left->setText(time);
        m_epoch->setToolTip(tr("The run was stopped; its model is kept."));
        break;
    case RunOutcome::Kind::Failed:
        m_epoch->setText(tr("The run failed"));
        m_left->clear();
        m_epoch->setToolTip(QString::fromStdString(outcome.message));
        break;
    }
    setProgressQuiet(outcome.kind != RunOutcome::Kind::Completed);
}

/// Grey rather than in the accent while nothing moves.
void RunBar::setProgressQuiet(bool quiet)
{
    if (m_bar->property("quiet").toBool() == quiet)
        return;
    m_bar->setProperty("quiet", quiet);
    m_bar->style()->unpolish(m_bar);
    m_bar->style()->polish(m_bar);
}

} // namespace saccade::ui
