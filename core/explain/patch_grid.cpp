// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/patch_grid.h"

namespace saccade {

int pixelGridSide(const ModelSpec& spec)
{
    if (spec.hasAttention())
        return spec.gridSide();
    constexpr int Cells = 8;
    return spec.imageSize % Cells == 0 ? Cells : spec.imageSize >> spec.depth;
}

std::vector<double> cellSums(std::span<const double> pixels, int side, int cells)
{
    const int cell = side / cells;
    std::vector<double> result(std::size_t(cells * cells), 0.0);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            result[std::size_t(y / cell * cells + x / cell)] += pixels[std::size_t(y * side + x)];
    return result;
}

} // namespace saccade
