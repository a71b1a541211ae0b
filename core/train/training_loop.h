// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/layer_statistics.h"
#include "core/train/precision.h"
#include "core/train/run_clock.h"
#include "core/train/run_folder.h"
#include "core/train/run_scores.h"
#include "core/train/spike_watch.h"
#include "core/train/step_meter.h"
#include "core/train/timeline_recorder.h"
#include "core/train/train_state.h"
#include "core/train/train_step.h"
#include "core/values/training.h"

#include <memory>

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

    /// What is known of the run, also where run() threw: epochs, steps, seconds, speed, scores; no models.
    void account(RunOutcome& outcome) const;

private:
    void note(const std::string& text) const;
    bool runEpoch();
    bool finishEpoch();
    void trainBatch();
    void keepBest(const EpochReport& report);
    void reportIfDue(bool force);
    void reportLayers();
    void snapshotIfDue(bool force);
    void makeTimeline();
    /// `last`: this is the run's end, which belongs to the timeline whenever it comes.
    void recordIfDue(bool last);
    void giveUpTimeline(const Error& error);
    void saveIfDue(bool force);
    /// Throws Error where a weight is not a finite number.
    void requireFiniteWeights() const;
    Error diverged(const char* what, std::int64_t step) const;
    RunOutcome finish(bool stopped);
    /// The best model as evaluate() sees it, in its file and in the outcome. False where the control said
    /// stop.
    bool measureBest(RunOutcome& outcome);
    /// A copy of the model that is to be shown and kept.
    ModelPtr model(double testAccuracy = -1.0);
    double imagesPerSecond() const;

    TrainRequest m_request;
    RunFolder m_folder;
    RunControl& m_control;
    const TrainObserver& m_observer;

    torch::Device m_device;
    PrecisionChoice m_precision;
    ModelInfo m_info;
    TrainingSplit m_split;
    DeviceStream m_stream;
    BatchLoader m_batches;
    int m_stepsPerEpoch;
    std::shared_ptr<Network> m_network;
    std::unique_ptr<ParameterOptimizer> m_optimizer;
    std::unique_ptr<TrainStep> m_step;
    std::unique_ptr<LayerWatch> m_layers;
    std::unique_ptr<TimelineRecorder> m_timeline; ///< null where nothing is pinned
    RunScores m_scores;

    TrainState m_state;
    std::unique_ptr<RunClock> m_clock;
    torch::Tensor m_lastLoss; ///< of the newest step; undefined before the first
    StepMeter m_meter;
    SpikeWatch m_spikes;
    bool m_isFaultNoted = false;
    double m_lastReport = 0.0;
    double m_lastSnapshot = 0.0;
    double m_lastSave = 0.0;
    std::int64_t m_savedStep = -1; ///< of the newest checkpoint that this object wrote
};

} // namespace saccade
