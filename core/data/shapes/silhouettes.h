// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/shapes/canvas.h"

namespace saccade::shapes {

enum class Silhouette
{
    Disc,
    Triangle,
    Square,
    Cross,
    Ring
};
constexpr int SilhouetteCount = 5;
const char* nameOf(Silhouette silhouette);

/// Signed distance in pixels from the edge, below 0 inside, of a silhouette centred on (0, 0). All five have
/// about the same area at the same size, so that area does not tell them apart.
float distanceTo(Silhouette silhouette, Point p, float size);

/// The silhouette's farthest point from its centre.
float reachOf(Silhouette silhouette, float size);

} // namespace saccade::shapes
