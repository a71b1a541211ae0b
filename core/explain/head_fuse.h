// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/token_stack.h"
#include "core/values/method.h"

namespace saccade {

struct MethodInput;

/// One head's matrix.
TokenMatrix oneHead(const TokenStack& attention, int layer, int head);

/// Mean, maximum or minimum over a layer's heads, entry by entry. Rows of a mean sum to 1, others need not.
TokenMatrix fusedHeads(const TokenStack& attention, int layer, HeadFuse fuse);

/// The methods attention, head-mean, head-max and head-min: a map for each layer (and head) that is open.
std::vector<MethodMap> attentionMethod(const MethodInput& input);
std::vector<MethodMap> headFuseMethod(const MethodInput& input);

} // namespace saccade
