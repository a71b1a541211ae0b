// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_actions.h"

#include "ui/training/training_session.h"
#include "ui/window/icons.h"

#include <QAction>

namespace saccade::ui {

namespace {

using State = TrainingSession::State;

/// Ten halvings or doublings: beyond that a new run is what is wanted.
constexpr double FurthestFactor = 1024.0;

void set(QAction* action, bool enabled, const QString& tip)
{
    action->setEnabled(enabled);
    action->setToolTip(tip);
}

QString withKeys(const QString& tip, const QAction* action)
{
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    return keys.isEmpty() ? tip : QObject::tr("%1 (%2)").arg(tip, keys);
}

} // namespace

TrainingActions::TrainingActions(TrainingSession* session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_main(new QAction(this))
    , m_stop(new QAction(icon("stop"), tr("Stop"), this))
    , m_halve(new QAction(tr("Halve the learning rate"), this))
    , m_double(new QAction(tr("Double the learning rate"), this))
{
    m_main->setShortcut(Qt::CTRL | Qt::Key_R);
    m_stop->setShortcut(Qt::CTRL | Qt::Key_Period);
    m_halve->setShortcut(Qt::CTRL | Qt::Key_BracketLeft);
    m_double->setShortcut(Qt::CTRL | Qt::Key_BracketRight);
    m_halve->setIconText(QStringLiteral("÷2"));
    m_double->setIconText(QStringLiteral("×2"));
    m_main->setIconVisibleInMenu(false); // drawn for the coloured button
    connect(m_main, &QAction::triggered, this, &TrainingActions::trigger);
    connect(m_stop, &QAction::triggered, session, &TrainingSession::stop);
    connect(m_halve, &QAction::triggered, this, [this] { scaleRate(0.5); });
    connect(m_double, &QAction::triggered, this, [this] { scaleRate(2.0); });
    connect(session, &TrainingSession::stateChanged, this, &TrainingActions::refresh);
    connect(session, &TrainingSession::learningRateFactorChanged, this, &TrainingActions::refresh);
    refresh();
}

void TrainingActions::setTrainBlocked(const QString& reason)
{
    m_blocked = reason;
    refresh();
}

void TrainingActions::trigger()
{
    switch (m_session->state()) {
    case State::Idle:
        Q_EMIT trainWanted();
        break;
    case State::Running:
        m_session->pause();
        break;
    case State::Paused:
        m_session->resume();
        break;
    case State::Stopping:
        break;
    }
}

void TrainingActions::scaleRate(double by)
{
    m_session->setLearningRateFactor(m_session->learningRateFactor() * by);
}

void TrainingActions::refresh()
{
    const State state = m_session->state();
    const bool going = state == State::Running || state == State::Paused;
    m_main->setText(state == State::Running    ? tr("Pause")
                    : state == State::Paused   ? tr("Resume")
                    : state == State::Stopping ? tr("Stopping…")
                                               : tr("Train"));
    m_main->setIcon(icon(state == State::Running ? "pause" : "play", QPalette::HighlightedText));
    switch (state) {
    case State::Idle:
        set(m_main, m_blocked.isEmpty(),
            m_blocked.isEmpty()
                ? withKeys(tr("Train a model with the settings of the training panel"), m_main)
                : m_blocked);
        break;
    case State::Running:
        set(m_main, true,
            withKeys(tr("Hold the run after the present batch; the model stays loaded"), m_main));
        break;
    case State::Paused:
        set(m_main, true, withKeys(tr("Go on where the run was held"), m_main));
        break;
    case State::Stopping:
        set(m_main, false, tr("The run is ending: the present batch is finished and the model saved."));
        break;
    }
    set(m_stop, going,
        going ? withKeys(tr("End the run after the present batch and keep its model"), m_stop)
        : state == State::Stopping ? tr("The run is ending already.")
                                   : tr("There is no run to stop."));

    const double factor = m_session->learningRateFactor();
    const QString idle = tr("The learning rate can be changed while a run goes on.");
    const QString furthest =
        tr("The learning rate is %1 times the scheduled one; begin a new run to go further.").arg(factor);
    const QString now = tr("Now %1 times the scheduled one.").arg(factor);
    const bool canHalve = factor > 1.0 / FurthestFactor;
    const bool canDouble = factor < FurthestFactor;
    set(m_halve, going && canHalve,
        !going      ? idle
        : !canHalve ? furthest
                    : withKeys(tr("Halve the learning rate from the next batch on. %1").arg(now), m_halve));
    set(m_double, going && canDouble,
        !going ? idle
        : !canDouble
            ? furthest
            : withKeys(tr("Double the learning rate from the next batch on. %1").arg(now), m_double));
}

} // namespace saccade::ui
