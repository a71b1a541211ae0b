// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/tile.h"

#include <cstring>
#include <stdexcept>

namespace saccade {

Image renderTile(std::span<const float> map, int rows, int columns, ColourMap colours, Scale scale,
                 int pixelsPerCell)
{
    if (rows < 1 || columns < 1 || pixelsPerCell < 1 ||
        map.size() != std::size_t(rows) * std::size_t(columns))
        throw std::invalid_argument("a map of rows × columns values is needed");
    const ColourTable& table = colourTable(colours);
    Image tile(columns * pixelsPerCell, rows * pixelsPerCell);
    const std::size_t stride = std::size_t(tile.width) * 3;
    std::uint8_t* line = tile.rgb.data();
    for (int row = 0; row < rows; ++row) {
        std::uint8_t* pixel = line;
        for (const float value : map.subspan(std::size_t(row) * std::size_t(columns), std::size_t(columns))) {
            const auto& colour = table[std::size_t(tableIndex(positionOn(scale, value)))];
            for (int x = 0; x < pixelsPerCell; ++x, pixel += 3)
                std::memcpy(pixel, colour.data(), 3);
        }
        for (int y = 1; y < pixelsPerCell; ++y)
            std::memcpy(line + std::size_t(y) * stride, line, stride);
        line += std::size_t(pixelsPerCell) * stride;
    }
    return tile;
}

Image renderColourBar(ColourMap colours, int width, int height)
{
    if (width < 1 || height < 1)
        throw std::invalid_argument("a colour bar needs at least 1 × 1 pixels");
    const ColourTable& table = colourTable(colours);
    Image bar(width, height);
    for (int y = 0; y < height; ++y) {
        const float position = height > 1 ? 1.0F - float(y) / float(height - 1) : 1.0F;
        for (int x = 0; x < width; ++x)
            bar.setPixel(x, y, table[std::size_t(tableIndex(position))]);
    }
    return bar;
}

} // namespace saccade
