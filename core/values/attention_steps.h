// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/model_spec.h"

#include <vector>

namespace saccade {

/// One layer's computation for one query token, seen through one head, every number of it as the model
/// computes it. N tokens, each of `dim` numbers; a head takes `headDim` of them; the feed-forward network is
/// `hidden` wide. Matrices row by row.
///
/// Pre-norm: z = LN(x), y = x + attention(z), output = y + ffn(LN(y)).
/// Post-norm (Vaswani et al. 2017): z = x, y = LN(x + attention(z)), output = LN(y + ffn(y)).
struct AttentionSteps
{
    ModelSpec spec; ///< of the model: sizes, order of the norms, activation
    int layer = 0;
    int head = 0;
    int query = 0; ///< token: CLS where there is one, the registers, then the patches row by row

    std::vector<float> input;      ///< x, (dim): what the layer receives
    std::vector<float> normalised; ///< z, (dim): what queries, keys and values are read from
    std::vector<float> q;          ///< (headDim)
    std::vector<float> k;          ///< of every token, (N, headDim)
    std::vector<float> v;          ///< of every token, (N, headDim)
    std::vector<float> scores;     ///< q · k / √headDim, (N)
    std::vector<float> attention;  ///< softmax of the scores, (N)
    std::vector<float> headOutput; ///< Σ attention · v, (headDim)
    std::vector<float> joined;     ///< every head's output side by side, (dim)
    /// Of every head, the length of what it adds to the token: ‖W_O of the head · its output‖, (heads).
    std::vector<float> headLengths;
    std::vector<float> projected;    ///< W_O · joined + b_O, (dim)
    std::vector<float> attentionSum; ///< input + projected, (dim)
    std::vector<float> middle;       ///< y, (dim): attentionSum; post-norm: its LayerNorm

    std::vector<float> feedForwardInput;  ///< (dim): LN(y); post-norm: y
    std::vector<float> preActivation;     ///< W_1 · feedForwardInput + b_1, (hidden)
    std::vector<float> activation;        ///< GELU or ReLU of that, (hidden)
    std::vector<float> feedForwardOutput; ///< W_2 · activation + b_2, (dim)
    std::vector<float> feedForwardSum;    ///< middle + feedForwardOutput, (dim)
    std::vector<float> output;            ///< feedForwardSum; post-norm: its LayerNorm, (dim)

    bool isPreNorm() const { return spec.normOrder == NormOrder::Pre; }
    bool operator==(const AttentionSteps&) const = default;
};

} // namespace saccade
