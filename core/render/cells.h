// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saccade {

/// Which of `cells` equal parts of a side of `pixels` pixels the centre of `pixel` lies in. A pixel outside
/// the side counts to the nearest part. The same rule enlarges a picture and places the map over it, so a
/// patch's edge always falls on the edge of the picture's pixels.
int cellAt(int pixel, int pixels, int cells);

/// First pixel of a cell: cellAt(p) == c exactly for cellStart(c) ≤ p < cellStart(c + 1).
int cellStart(int cell, int pixels, int cells);

} // namespace saccade
