// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;

namespace saccade::ui {

class TrainingSession;

/// What can be asked of a run, as actions that menus, tool bar and palette share. Each knows when it can be
/// used, and says why not in its tooltip.
class TrainingActions : public QObject
{
    Q_OBJECT

public:
    explicit TrainingActions(TrainingSession* session, QObject* parent = nullptr);

    QAction* trainOrPause() const { return m_main; } ///< Train, Pause or Resume
    QAction* stop() const { return m_stop; }
    QAction* halveRate() const { return m_halve; }
    QAction* doubleRate() const { return m_double; }

    /// Why a run cannot begin now; empty where it can.
    void setTrainBlocked(const QString& reason);

Q_SIGNALS:
    /// The person wants a run to begin.
    void trainWanted();

private:
    void refresh();
    void trigger();
    void scaleRate(double by);

    TrainingSession* m_session;
    QString m_blocked;
    QAction* m_main;
    QAction* m_stop;
    QAction* m_halve;
    QAction* m_double;
};

} // namespace saccade::ui
