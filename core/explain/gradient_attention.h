// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/token_stack.h"
#include "core/values/method.h"

namespace saccade {

struct MethodInput;

/// One head's A ⊙ ∂logit/∂A, entry by entry: what each weight adds to the class's logit, to first order.
TokenMatrix gradientTimesAttention(const TokenStack& attention, const TokenStack& gradient, int layer,
                                   int head);

/// The method gradient-attention: that of each layer and head that is open, signed; relevance is the mean
/// over the heads of what of it is above 0 (Chefer et al. 2021, arXiv 2103.15679), followed through the
/// layers.
std::vector<MethodMap> gradientAttentionMethod(const MethodInput& input);

} // namespace saccade
