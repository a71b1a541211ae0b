// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/batches.h"
#include "core/data/training_split.h"
#include "core/train/evaluate_rows.h"
#include "core/train/layer_statistics.h"
#include "core/train/optimizer.h"
#include "core/train/precision.h"
#include "core/train/run_folder.h"
#include "core/train/spike_watch.h"
#include "core/train/step_meter.h"
#include "core/train/train_state.h"
#include "core/values/training.h"

#include <memory>
#include <vector>

namespace saccade {

/// One run from its first step, or the step it was stopped at, to its last. Everything that changes lives in
/// the network, the optimiser and m_state; everything random is a function of (seed, epoch, row) or (seed,
/// step).
class TrainingLoop
{
public:
    TrainingLoop(const TrainRequest& request, RunFolder folder, RunControl& control,
                 const TrainObserver& observer);

    /// Throws Error where the run cannot go on.
    RunOutcome run();

private:
    bool runEpoch();
    bool finishEpoch();
    void trainBatch(std::span<const int> rows);
    void reportIfDue(bool force);
    void reportLayers();
    void snapshotIfDue(bool force);
    void saveIfDue(bool force);
    /// Throws Error where a weight is not a finite number.
    void requireFiniteWeights() const;
    Error diverged(const char* what, std::int64_t step) const;
    RunOutcome outcome(RunOutcome::Kind kind);

    double progress() const;
    std::int64_t plannedSteps() const;
    double secondsLeft() const;
    bool isTimeUp() const;
    double elapsed() const;

    TrainRequest m_request;
    RunFolder m_folder;
    RunControl& m_control;
    const TrainObserver& m_observer;

    torch::Device m_device;
    PrecisionChoice m_precision;
    ModelInfo m_info;
    VisionTransformer m_network{nullptr};
    std::unique_ptr<ParameterOptimizer> m_optimizer;
    std::unique_ptr<LayerWatch> m_layers;
    TrainingSplit m_split;
    int m_batchSize = 0;
    int m_stepsPerEpoch = 0;

    TrainState m_state;
    StepMeter m_meter;
    SpikeWatch m_spikes;
    double m_learningRate = 0.0;
    double m_secondsBefore = 0.0; ///< of this run, before it was resumed
    double m_startClock = 0.0;
    double m_lastReport = 0.0;
    double m_lastSnapshot = 0.0;
    double m_lastSave = 0.0;
};

} // namespace saccade
