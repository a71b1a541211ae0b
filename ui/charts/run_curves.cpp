// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/run_curves.h"

#include <algorithm>

namespace saccade::ui {

void RunCurves::begin(int stepsInEpoch, std::int64_t totalSteps)
{
    *this = RunCurves();
    begun = true;
    stepsPerEpoch = stepsInEpoch;
    plan(totalSteps);
}

void RunCurves::plan(std::int64_t totalSteps)
{
    if (stepsPerEpoch > 0 && totalSteps > 0)
        epochs = double(totalSteps) / stepsPerEpoch;
}

void RunCurves::addBatch(const BatchReport& report)
{
    begun = true;
    if (report.stepsPerEpoch > 0)
        stepsPerEpoch = report.stepsPerEpoch;
    plan(report.totalSteps);
    const double x = double(report.step) / std::max(1, stepsPerEpoch);
    trainLoss.append(x, report.loss);
    trainAccuracy.append(x, report.accuracy);
    learningRate.append(x, report.learningRate);
    gradientNorm.append(x, report.gradientNorm);
    // A run that went back to a checkpoint may come past a spike without having it again.
    spikes.truncateFrom(x);
    if (report.spike)
        spikes.append(double(report.spike->step) / std::max(1, stepsPerEpoch), report.spike->loss);
    // 0 until the first second has been measured.
    if (report.imagesPerSecond > 0.0)
        imagesPerSecond.append(x, report.imagesPerSecond);
}

void RunCurves::addEpoch(const EpochReport& report)
{
    begun = true;
    const double x = report.epoch;
    validationLoss.append(x, report.validationLoss);
    validationAccuracy.append(x, report.validationAccuracy);
    testAccuracy.append(x, report.testAccuracy);
    bestAccuracy.truncateFrom(x);
    if (report.best)
        bestAccuracy.append(x, report.validationAccuracy);
}

double RunCurves::end() const
{
    double last = epochs;
    for (const SeriesHistory* curve : {&trainLoss, &learningRate, &validationLoss})
        if (!curve->empty())
            last = std::max(last, curve->x().back());
    return last > 0.0 ? last : 1.0;
}

} // namespace saccade::ui
