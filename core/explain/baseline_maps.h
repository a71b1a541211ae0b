// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/image.h"
#include "core/values/method.h"

#include <cstdint>
#include <vector>

namespace saccade {

// Maps that know nothing of a model: a method that is no better says nothing of it either. All on a grid of
// cells × cells.

/// The patches 0 … cells² - 1 in an order of chance, the same at every call with the same number.
std::vector<int> randomOrder(int cells, std::uint64_t number);

/// The map that ranks the patches in that order: 1 for the first, in even steps down to 1 / cells².
MethodMap randomMap(int cells, std::uint64_t number);

/// Of each cell the mean strength of the picture's edges: the length of Sobel's gradient of the luma (ITU-R
/// BT.601), the border repeated. `picture` is a square of whole cells.
MethodMap edgeMap(const Image& picture, int cells);

/// A hill in the middle of the picture, exp(-d² / 2σ²) with σ a quarter of its side.
MethodMap centreMap(int cells);

} // namespace saccade
