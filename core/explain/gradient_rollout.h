// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/token_stack.h"
#include "core/values/method.h"

namespace saccade {

struct MethodInput;

/// Of a layer the mean over the heads of attention · gradient, entry by entry; what is below 0 counts as 0.
TokenMatrix raisingAttention(const TokenStack& attention, const TokenStack& gradient, int layer);

/// The method gradient-rollout: rollout over raisingAttention() in place of the fused heads, one map up to
/// and with the layer asked for. The gradient is that of the class's logit.
std::vector<MethodMap> gradientRolloutMethod(const MethodInput& input);

} // namespace saccade
