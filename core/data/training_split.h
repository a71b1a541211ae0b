// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"

#include <cstdint>
#include <vector>

namespace saccade {

/// The training pictures in two parts: what a model learns from, and what the best epoch is chosen on. Rows
/// of the data set's block, ascending; the test pictures are in neither.
struct TrainingSplit
{
    std::vector<int> train;
    std::vector<int> validation;
};

/// Holds out the same share of every class, at least one picture of each class staying in training.
/// A function of the labels, the share and the seed. Throws Error (Usage) unless 0 <= share < 1.
TrainingSplit splitValidation(const Dataset& dataset, double share, std::uint64_t seed);

} // namespace saccade
