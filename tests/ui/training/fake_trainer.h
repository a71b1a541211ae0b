// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/run_control.h"
#include "core/values/training.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

namespace saccade::test {

/// A model that is nothing but what is said of it.
class FakeModel : public TrainedModel
{
public:
    using TrainedModel::TrainedModel;
};

inline ModelPtr fakeModel(std::int64_t step = 0)
{
    ModelInfo info;
    info.step = step;
    return std::make_shared<FakeModel>(info);
}

/// Does what the trainer does, without a model: polls its RunControl once a batch of a millisecond and
/// reports every batch. Hand `function()` to whoever wants to train.
struct FakeTrainer
{
    std::atomic<int> batches{0}; ///< begun
    std::atomic<int> batchesAfterStop{0};
    std::atomic<int> runs{0};
    std::atomic<bool> returned{false};
    std::atomic<double> factorSeen{0.0};
    int stepsPerEpoch = 10;

    RunOutcome run(const TrainRequest& request, RunControl& control, const TrainObserver& observer)
    {
        ++runs;
        returned = false;
        RunOutcome outcome;
        observer.onSnapshot(fakeModel());
        const int total = request.train.epochs * stepsPerEpoch;
        while (outcome.steps < total && control.checkpoint()) {
            const bool stoppedBefore = control.isStopping();
            ++batches;
            batchesAfterStop += stoppedBefore ? 1 : 0;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            factorSeen = control.learningRateFactor();
            ++outcome.steps;
            BatchReport batch;
            batch.step = outcome.steps;
            batch.totalSteps = total;
            batch.stepsPerEpoch = stepsPerEpoch;
            batch.learningRate = request.train.learningRate * factorSeen;
            batch.secondsLeft = double(total - outcome.steps) * 0.001;
            observer.onBatch(batch);
            if (outcome.steps % stepsPerEpoch == 0) {
                EpochReport epoch;
                epoch.epoch = ++outcome.epochs;
                epoch.epochs = request.train.epochs;
                epoch.step = outcome.steps;
                observer.onEpoch(epoch);
            }
        }
        outcome.kind = outcome.steps < total ? RunOutcome::Kind::Stopped : RunOutcome::Kind::Completed;
        outcome.last = fakeModel(outcome.steps);
        returned = true;
        return outcome;
    }

    auto function()
    {
        return [this](const TrainRequest& request, RunControl& control, const TrainObserver& observer) {
            return run(request, control, observer);
        };
    }
};

/// A request that the fake trainer would need `epochs` × 10 ms for.
inline TrainRequest requestOf(int epochs)
{
    TrainRequest request;
    request.train.epochs = epochs;
    return request;
}

constexpr int Forever = 100000;

} // namespace saccade::test
