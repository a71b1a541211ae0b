// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/attention_maps.h"

#include <string>
#include <vector>

namespace saccade {

/// What a model says of one picture, and where it looked.
struct Explanation
{
    std::vector<float> logits;        ///< (classes)
    std::vector<float> probabilities; ///< (classes), softmax of the logits
    AttentionMaps attention;
    /// (layers, N): the length of each token behind each layer; empty for a model without attention.
    std::vector<float> tokenNorms;

    int predicted() const; ///< the class with the highest logit; -1 where there is none
};

} // namespace saccade
