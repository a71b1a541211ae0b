// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>

namespace saccade {

/// Where a run stands. With the weights and the optimiser's moments it is all that going on needs: everything
/// random is a function of the seed and of these numbers.
struct TrainState
{
    std::int64_t step = 0;               ///< optimiser steps done
    int epoch = 0;                       ///< epochs finished
    int batch = 0;                       ///< batches done in the epoch after those
    double seconds = 0.0;                ///< spent so far, pauses left out
    double secondsBeforeFirstStep = 0.0; ///< of those, spent before there was anything to learn from
    double lossSum = 0.0;                ///< over the batches of the epoch under way
    double correct = 0.0;                ///< training pictures of that epoch that were right
    std::int64_t images = 0;
    double trainSeconds = 0.0;    ///< of `seconds`, those spent in training steps
    std::int64_t totalImages = 0; ///< trained on, over the whole run
    double bestValidation = -1.0; ///< accuracy
    double learningRateFactor = 1.0;
    double learningRate = 0.0; ///< of the newest step
};

void to_json(nlohmann::json& json, const TrainState& state);
/// Throws Error (BadInput) where a number is missing or of the wrong type.
void from_json(const nlohmann::json& json, TrainState& state);

} // namespace saccade
