// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/colour_map.h"
#include "core/render/scale.h"
#include "core/values/image.h"

#include <span>

namespace saccade {

/// A map of (rows, columns) as coloured squares. Throws std::invalid_argument where the sizes do not fit.
Image renderTile(std::span<const float> map, int rows, int columns, ColourMap colours, Scale scale,
                 int pixelsPerCell);

/// The map's colours from its minimum (bottom) to its maximum (top).
Image renderColourBar(ColourMap colours, int width, int height);

} // namespace saccade
