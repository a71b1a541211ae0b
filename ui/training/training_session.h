// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"

#include <QObject>

#include <memory>
#include <optional>
#include <thread>

namespace saccade::ui {

/// A run of the trainer beside the interface: owns its thread and the only way into it.
///
/// Belongs to the interface's thread; every signal is emitted there. After start() returned true, `finished`
/// comes exactly once, and nothing of that run after it.
class TrainingSession : public QObject
{
    Q_OBJECT

public:
    enum class State
    {
        Idle,
        Running,
        Paused,
        Stopping
    };
    Q_ENUM(State)

    using Train = decltype(Services::train);

    explicit TrainingSession(Train train, QObject* parent = nullptr);
    /// As shutDown(), but tells nobody.
    ~TrainingSession() override;

    State state() const { return m_state; }
    bool isIdle() const { return m_state == State::Idle; }
    /// What the present run, or else the last one, was asked to do.
    const TrainRequest& request() const { return m_request; }
    double learningRateFactor() const { return m_factor; }

    /// Begins a run. False, and nothing done, unless idle.
    bool start(TrainRequest request);

public Q_SLOTS:
    void pause();
    void resume();
    /// Asks the trainer to end after the present batch; works while paused too.
    void stop();
    /// Multiplies the scheduled learning rate from the next batch on; a new run begins with 1. Values that
    /// are not above 0 are ignored.
    void setLearningRateFactor(double factor);
    /// Stops, and blocks until the trainer has returned (within a batch); what it still said is delivered,
    /// `finished` last. Does nothing when idle.
    void shutDown();

Q_SIGNALS:
    void stateChanged(saccade::ui::TrainingSession::State state);
    void learningRateFactorChanged(double factor);
    void started(const saccade::TrainRequest& request);
    void batchReported(const saccade::BatchReport& report);
    void layersReported(const saccade::LayerReport& report);
    void timelineRecorded(const saccade::TimelinePtr& timeline);
    void epochFinished(const saccade::EpochReport& report);
    void snapshotReady(const saccade::ModelPtr& model);
    void noted(const QString& sentence);
    void finished(const saccade::RunOutcome& outcome);

private:
    void setState(State state);
    void work(const std::shared_ptr<RunControl>& control, const TrainRequest& request);
    TrainObserver observer();
    void deliverOutcome();
    void join();

    Train m_train;
    TrainRequest m_request;
    State m_state = State::Idle;
    double m_factor = 1.0;
    std::shared_ptr<RunControl> m_control;
    std::thread m_thread;
    std::optional<RunOutcome> m_outcome; ///< written by the worker; read after it was joined
};

} // namespace saccade::ui
