// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/spike.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace saccade {

/// The state of a run at a moment inside an epoch; sent about ten times a second.
struct BatchReport
{
    std::int64_t step = 0;       ///< optimiser steps done, over the whole run
    std::int64_t totalSteps = 0; ///< planned (an estimate where the run is sized in minutes)
    int stepsPerEpoch = 0;
    double loss = 0.0;            ///< of this batch, as optimised
    double accuracy = 0.0;        ///< of this batch, 0..1, on augmented pictures
    double learningRate = 0.0;    ///< used in this step
    double gradientNorm = 0.0;    ///< over all parameters, before clipping
    double imagesPerSecond = 0.0; ///< training alone, over the last second or so
    double seconds = 0.0;         ///< since the run began, pauses left out
    double secondsLeft = -1.0;    ///< estimate; below 0 where not known yet
    std::optional<Spike> spike;   ///< the worst of the steps since the last report, where one stood out

    double epoch() const { return stepsPerEpoch > 0 ? double(step) / stepsPerEpoch : 0.0; }
};

/// One finished epoch.
struct EpochReport
{
    int epoch = 0;  ///< counted from 1
    int epochs = 0; ///< planned
    std::int64_t step = 0;
    double trainLoss = 0.0;     ///< mean over the epoch's batches
    double trainAccuracy = 0.0; ///< 0..1, on augmented pictures
    double validationLoss = 0.0;
    double validationAccuracy = 0.0; ///< 0..1, on the slice held out of the training split
    double testLoss = 0.0;           ///< NaN, as the accuracy, where test pictures wait for the run's end
    double testAccuracy = 0.0;       ///< 0..1; shown, never chosen by
    double learningRate = 0.0;
    double imagesPerSecond = 0.0;
    double seconds = 0.0;
    bool best = false; ///< highest validation accuracy so far: this model was kept
};

/// What a model says of one picture.
struct Prediction
{
    int predicted = -1;
    float confidence = 0.0F; ///< probability of the predicted class, 0..1
    float loss = 0.0F;       ///< cross entropy against the true class
};

/// A model's score over a split.
struct Evaluation
{
    double accuracy = 0.0; ///< 0..1
    double loss = 0.0;     ///< mean cross entropy
    int images = 0;
    double accuracyFlip = -1.0;   ///< 0..1, by the mean logits of a picture and its mirror; if asked for
    std::vector<double> perClass; ///< accuracy of each class, 0..1; NaN where it has no picture
    std::vector<Prediction> predictions; ///< one a picture, in order
};

} // namespace saccade
