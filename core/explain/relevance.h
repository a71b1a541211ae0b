// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/token_stack.h"
#include "core/values/method.h"

namespace saccade {

struct MethodInput;

/// Relevance of every token (column) for every token behind layer `last` (row): R = I, then for each layer
/// R += mean over heads of (gradient · attention)⁺ · R (Chefer et al. 2021, arXiv 2103.15679, for
/// self-attention). What is below 0 counts as 0 in each head, before the mean.
TokenMatrix relevance(const TokenStack& attention, const TokenStack& gradient, int last);

/// The method relevance: one map, up to and with the layer asked for. The gradient is that of the class's
/// logit.
std::vector<MethodMap> relevanceMethod(const MethodInput& input);

} // namespace saccade
