// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_session.h"

#include "core/values/error.h"

#include <QCoreApplication>

#include <cmath>
#include <system_error>

namespace saccade::ui {

namespace {

RunOutcome failure(const std::string& sentence)
{
    RunOutcome outcome;
    outcome.kind = RunOutcome::Kind::Failed;
    outcome.message = sentence;
    return outcome;
}

} // namespace

TrainingSession::TrainingSession(Train train, QObject* parent)
    : QObject(parent)
    , m_train(std::move(train))
{
}

TrainingSession::~TrainingSession()
{
    join();
}

bool TrainingSession::start(TrainRequest request)
{
    if (m_state != State::Idle)
        return false;
    m_request = std::move(request);
    m_control = std::make_shared<RunControl>();
    m_outcome.reset();
    m_state = State::Running;
    try {
        m_thread = std::thread([this, control = m_control, asked = m_request] { work(control, asked); });
    } catch (const std::system_error& error) {
        m_outcome =
            failure(tr("The training thread could not be started: %1.").arg(error.what()).toStdString());
        QMetaObject::invokeMethod(this, &TrainingSession::deliverOutcome, Qt::QueuedConnection);
    }
    if (std::exchange(m_factor, 1.0) != 1.0)
        Q_EMIT learningRateFactorChanged(1.0);
    Q_EMIT started(m_request);
    Q_EMIT stateChanged(State::Running);
    return true;
}

void TrainingSession::pause()
{
    if (m_state != State::Running)
        return;
    m_control->pause();
    setState(State::Paused);
}

void TrainingSession::resume()
{
    if (m_state != State::Paused)
        return;
    m_control->resume();
    setState(State::Running);
}

void TrainingSession::stop()
{
    if (m_state != State::Running && m_state != State::Paused)
        return;
    m_control->stop();
    setState(State::Stopping);
}

void TrainingSession::setLearningRateFactor(double factor)
{
    if (!(factor > 0.0) || !std::isfinite(factor) || factor == m_factor || m_state == State::Idle)
        return;
    m_factor = factor;
    m_control->setLearningRateFactor(factor);
    Q_EMIT learningRateFactorChanged(factor);
}

void TrainingSession::shutDown()
{
    if (m_state == State::Idle)
        return;
    stop();
    join();
    // The reports and the outcome are queued on this object, in the order in which they were made.
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
}

void TrainingSession::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

/// On the worker's thread.
void TrainingSession::work(const std::shared_ptr<RunControl>& control, const TrainRequest& request)
{
    try {
        m_outcome = m_train(request, *control, observer());
    } catch (const std::exception& error) {
        m_outcome = failure(error.what());
    } catch (...) {
        m_outcome = failure(tr("Training ended for a reason that it did not tell.").toStdString());
    }
    QMetaObject::invokeMethod(this, &TrainingSession::deliverOutcome, Qt::QueuedConnection);
}

TrainObserver TrainingSession::observer()
{
    // `this` outlives the worker, since the destructor joins it; queued calls die with `this`.
    const auto queued = [this](auto call) {
        QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
    };
    TrainObserver observer;
    observer.onBatch = [=, this](const BatchReport& report) {
        queued([=, this] { Q_EMIT batchReported(report); });
    };
    observer.onEpoch = [=, this](const EpochReport& report) {
        queued([=, this] { Q_EMIT epochFinished(report); });
    };
    observer.onLayers = [=, this](const LayerReport& report) {
        queued([=, this] { Q_EMIT layersReported(report); });
    };
    observer.onTimeline = [=, this](const TimelinePtr& timeline) {
        queued([=, this] { Q_EMIT timelineRecorded(timeline); });
    };
    observer.onSnapshot = [=, this](const ModelPtr& model) {
        queued([=, this] { Q_EMIT snapshotReady(model); });
    };
    observer.onNote = [=, this](const std::string& sentence) {
        queued([=, this] { Q_EMIT noted(QString::fromStdString(sentence)); });
    };
    return observer;
}

void TrainingSession::deliverOutcome()
{
    if (m_thread.joinable())
        m_thread.join();
    const RunOutcome outcome = *std::exchange(m_outcome, std::nullopt);
    setState(State::Idle);
    Q_EMIT finished(outcome);
}

void TrainingSession::join()
{
    if (!m_thread.joinable())
        return;
    m_control->stop();
    m_thread.join();
}

} // namespace saccade::ui
