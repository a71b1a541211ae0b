// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/token_stack.h"
#include "core/values/method.h"

namespace saccade {

struct MethodInput;

/// Zeroes in each query's row the lowest ⌊share · keys⌋ of its keys; of equal ones the first. CLS is never
/// zeroed, nor counted, where `hasCls`: what a picture's answer passes through must not be cut.
void discardLowest(TokenMatrix& matrix, double share, bool hasCls);

/// The residual connection beside the attention: each row of (matrix + I) over its sum.
TokenMatrix withResidual(const TokenMatrix& matrix);

/// The product of the layers with their residual connections, the last on the left: row i says where token i
/// behind the last layer comes from (Abnar and Zuidema 2020, arXiv 2005.00928).
TokenMatrix rolledOut(const std::vector<TokenMatrix>& layers);

/// Of layers 0 to `last` the fused heads, the lowest discarded.
std::vector<TokenMatrix> fusedLayers(const TokenStack& attention, int last, HeadFuse fuse, double discard,
                                     bool hasCls);

/// The method rollout: one map, up to and with the layer asked for.
std::vector<MethodMap> rolloutMethod(const MethodInput& input);

} // namespace saccade
