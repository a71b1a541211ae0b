// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/token_stack.h"
#include "core/values/method.h"

namespace saccade {

struct MethodInput;

/// For each patch the largest flow that reaches it from the query behind the last layer, when a layer's
/// attention with its residual connection (rows that sum to 1) says how much each query can take from each
/// key (Abnar and Zuidema 2020, arXiv 2005.00928). Without a query: from CLS; where there is none from all
/// patches, each of which can take its even share of 1.
std::vector<double> attentionFlow(const std::vector<TokenMatrix>& layers, const TokenLayout& layout,
                                  std::optional<int> query);

/// The method flow: one map, up to and with the layer asked for. A max-flow for every patch: seconds for
/// large models.
std::vector<MethodMap> attentionFlowMethod(const MethodInput& input);

} // namespace saccade
