// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace saccade {

/// A map of (rows, columns) read on another grid over the same picture, (newRows, newColumns): at each new
/// cell's centre, in straight lines between the old centres, the border repeated. The same grid gives the
/// same numbers.
std::vector<float> bilinear(std::span<const float> map, int rows, int columns, int newRows, int newColumns);

} // namespace saccade
