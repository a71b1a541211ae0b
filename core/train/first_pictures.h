// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"
#include "core/values/dataset.h"

#include <span>

namespace saccade {

/// The first of these rows, at most `count`, as they are: (n, 3, height, width), normalised, on the CPU.
torch::Tensor firstPictures(const Dataset& data, std::span<const int> rows, std::size_t count,
                            const Normalisation& normalisation);

} // namespace saccade
