// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/cells.h"

#include <algorithm>
#include <cstdint>

namespace saccade {

int cellAt(int pixel, int pixels, int cells)
{
    const std::int64_t doubled = 2 * std::int64_t(std::max(pixel, 0)) + 1;
    return std::min(int(doubled * cells / (2 * std::int64_t(pixels))), cells - 1);
}

int cellStart(int cell, int pixels, int cells)
{
    // The smallest p with (2p + 1) · cells ≥ 2 · cell · pixels.
    const std::int64_t edge = 2 * std::int64_t(cell) * pixels - cells;
    return edge <= 0 ? 0 : int((edge + 2 * std::int64_t(cells) - 1) / (2 * std::int64_t(cells)));
}

} // namespace saccade
