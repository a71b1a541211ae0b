// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/model_spec.h"

#include <span>
#include <vector>

namespace saccade {

/// Cells a side for methods that work on pixels: a transformer's patches; of a CNN, which has none, 8, or as
/// many as its last stage has where the picture's side cannot be cut into 8.
int pixelGridSide(const ModelSpec& spec);

/// The sum of each cell's pixels: (side, side) → (cells, cells).
std::vector<double> cellSums(std::span<const double> pixels, int side, int cells);

} // namespace saccade
