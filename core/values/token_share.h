// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/attention_maps.h"

#include <span>
#include <vector>

namespace saccade {

/// The share of a head's attention that goes to these tokens, 0..1: the mean over all queries, prefix tokens
/// among them, of Σ a over the tokens. Throws std::out_of_range where there is no such layer, head or token.
double shareOnTokens(const AttentionMaps& maps, int layer, int head, std::span<const int> tokens);

/// The same on CLS, and on all registers; 0 where there are none.
double shareOnCls(const AttentionMaps& maps, int layer, int head);
double shareOnRegisters(const AttentionMaps& maps, int layer, int head);

/// A row of attention, or any part of it, with these places at 0 and the rest made to sum to what the whole
/// row summed to before. A row that goes nowhere else is all 0. Throws std::out_of_range where there is no
/// such place.
std::vector<float> withoutTokens(std::span<const float> row, std::span<const int> tokens);

} // namespace saccade
