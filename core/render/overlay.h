// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/colour_map.h"
#include "core/render/scale.h"
#include "core/values/image.h"

#include <span>

namespace saccade {

/// The picture with its longer side at `outputSide` pixels, each pixel a block of one colour.
/// Throws std::invalid_argument where the picture is empty or the side below 1.
Image enlarge(const Image& picture, int outputSide);

/// Lays a map of (rows, columns) over a picture that enlarge() made. Where the map is at its maximum its
/// colour covers the picture by `opacity` (0..1); below, by opacity^(1 + 4 · (1 - rise)), where rise is the
/// way on the scale from the map's own lowest value. So the picture stays in view where the head looks no
/// more than elsewhere, all over where a map is even, while 0 leaves every pixel as it was and 1 shows the
/// map's colours alone. For a signed map the rise is the distance from the scale's middle. Smooth: the
/// value at a patch's centre is the patch's, monotone cubics between. Else each patch has one colour up to
/// its edge. Throws std::invalid_argument where the sizes do not fit.
void blend(Image& enlarged, std::span<const float> map, int rows, int columns, Scale scale, ColourMap colours,
           double opacity, bool smooth);

/// enlarge() and blend().
Image overlay(const Image& picture, std::span<const float> map, int rows, int columns, Scale scale,
              ColourMap colours, double opacity, bool smooth, int outputSide);

} // namespace saccade
