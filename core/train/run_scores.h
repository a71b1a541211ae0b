// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/training_split.h"
#include "core/train/evaluate_rows.h"
#include "core/values/metrics.h"
#include "core/values/train_spec.h"

namespace saccade {

/// How a run is measured: after every epoch in the run's own precision, and its best model once at the end,
/// just as evaluate() does it.
class RunScores
{
public:
    /// `bf16` is the run's precision. All that is referred to outlives this.
    RunScores(const TrainSpec& spec, const ModelInfo& info, const Dataset& data, const TrainingSplit& split,
              bool bf16, RunControl& control);

    /// Fills in an epoch's losses and accuracies, NaN where there is nothing to measure. False where the
    /// control said stop.
    bool measure(Network& network, EpochReport& report);
    bool hasValidation() const { return !m_split.validation.empty(); }
    /// Whether an epoch's test accuracy is what evaluate() would say.
    bool isExact() const { return m_spec.testEachEpoch && !m_bf16; }

    /// What evaluate() says of a finished model on the test pictures, their mirrors too; computed by
    /// `device`, in fp32. Nothing where the control said stop.
    std::optional<Evaluation> ofFinished(const ModelPtr& model, torch::Device device);

    /// Measures a few pictures to know what evaluating costs.
    void timeIt(Network& network);
    /// Seconds that the evaluations after the last step will take; 0 before timeIt().
    double secondsAtTheEnd() const;

private:
    std::optional<Evaluation> score(Network& network, std::span<const int> rows);

    const TrainSpec& m_spec;
    const ModelInfo& m_info;
    const Dataset& m_data;
    const TrainingSplit& m_split;
    bool m_bf16;
    RunControl& m_control;
    std::vector<int> m_testRows;
    double m_perPicture = 0.0;     ///< seconds, in the run's precision
    double m_perFp32Picture = 0.0; ///< seconds
};

} // namespace saccade
