// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/token_stack.h"
#include "core/values/method.h"

namespace saccade {

struct MethodInput;

/// Each key's attention times the length of what it would hand over, `lengths` (N).
TokenMatrix weightedKeys(TokenMatrix attention, std::span<const double> lengths);

/// The method value-weighted: A_ij · ‖v_j W_O‖ for each layer and head that is open, with the head's part of
/// the output matrix W_O, without its bias (Kobayashi et al. 2020, arXiv 2004.10102).
std::vector<MethodMap> valueWeightedMethod(const MethodInput& input);

} // namespace saccade
