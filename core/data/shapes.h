// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/run_control.h"

#include <cstdint>

namespace saccade {

/// The built-in data set: five silhouettes × two textures, 32 × 32, drawn over cluttered backgrounds, with
/// the object's mask. Place, size, tilt and colours say nothing of the class, and a scrap of either texture
/// lies around: the object has to be found and looked at.
///
/// Picture `index` of a split is a function of (seed, split, index), the same bytes on every platform,
/// whatever the counts are. Every ten pictures in a row show each class once.
/// Throws Error (Usage) where a count is below 0 or above 1,000,000.
DatasetPtr makeShapes(std::uint64_t seed = 1, int train = 10000, int test = 2000,
                      const Progress& progress = {});

} // namespace saccade
