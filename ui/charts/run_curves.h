// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/metrics.h"
#include "ui/charts/series_history.h"

namespace saccade::ui {

/// All that a run has reported, as curves over epochs (a batch lies inside its epoch).
struct RunCurves
{
    /// Weight of the past for the noisy curves: an average over about 20 reports, two seconds of training or
    /// more.
    static constexpr double smoothing = 0.93;

    SeriesHistory trainLoss{smoothing};
    SeriesHistory trainAccuracy{smoothing}; ///< 0..1, as the other two
    SeriesHistory validationLoss;
    SeriesHistory validationAccuracy;
    SeriesHistory testAccuracy;
    SeriesHistory bestAccuracy; ///< validation accuracy of each epoch that was the best so far
    SeriesHistory learningRate;
    SeriesHistory imagesPerSecond;
    SeriesHistory gradientNorm{smoothing};
    SeriesHistory spikes; ///< losses of the steps that stood out

    int stepsPerEpoch = 0;
    double epochs = 0.0; ///< planned; 0 where not known
    bool begun = false;

    /// Forgets everything and starts a run of so many optimiser steps (0 where not known).
    void begin(int stepsInEpoch, std::int64_t totalSteps);
    void addBatch(const BatchReport& report);
    void addEpoch(const EpochReport& report);

    /// Where the axis over epochs ends: the plan, or what was reached beyond it. Above 0.
    double end() const;

private:
    void plan(std::int64_t totalSteps);
};

} // namespace saccade::ui
