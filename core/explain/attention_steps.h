// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/attention_steps.h"
#include "core/values/image.h"
#include "core/values/trained_model.h"

namespace saccade {

/// What a layer computes for one token of a picture, step by step, seen through one head. Computed from the
/// weights in their own type, out of what the model's own pass brings to that layer. Throws Error (Usage)
/// where the model has no such layer, head or token.
AttentionSteps attentionSteps(const ModelPtr& model, const Image& picture, int layer, int head,
                              int queryToken);

} // namespace saccade
