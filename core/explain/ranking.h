// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace saccade {

/// The places of the values, the highest first; of equal ones the one that stands first.
std::vector<int> descending(std::span<const float> values);

/// Each value's rank, 1 for the lowest; equal ones share the mean of theirs.
std::vector<double> ranks(std::span<const float> values);

/// Spearman's rank correlation of two lists of one length, -1 to 1: Pearson's, of the ranks. Nothing where
/// one of the two has one value only.
std::optional<double> rankCorrelation(std::span<const float> a, std::span<const float> b);

} // namespace saccade
