// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/attention_steps.h"

namespace saccade::test {

/// A transformer of 32 × 32 pictures with two layers and two heads; 3 × 4 numbers are a token's.
ModelSpec stepsSpec();

/// Numbers without a model behind them, different for every layer, head and query: softmax and weighted sum
/// are right, everything else is made up.
AttentionSteps madeUpSteps(const ModelSpec& spec, int layer, int head, int query);

} // namespace saccade::test
