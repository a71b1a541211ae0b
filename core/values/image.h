// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace saccade {

/// An RGB picture, 8 bits a channel, rows from the top, the three bytes of a pixel side by side.
struct Image
{
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb; ///< (height, width, 3)

    Image() = default;
    Image(int w, int h)
        : width(w)
        , height(h)
        , rgb(std::size_t(w) * std::size_t(h) * 3, 0)
    {
    }

    bool isEmpty() const { return rgb.empty(); }
    std::size_t offset(int x, int y) const
    {
        return (std::size_t(y) * std::size_t(width) + std::size_t(x)) * 3;
    }
    std::array<std::uint8_t, 3> pixel(int x, int y) const
    {
        const std::size_t at = offset(x, y);
        return {rgb[at], rgb[at + 1], rgb[at + 2]};
    }
    void setPixel(int x, int y, const std::array<std::uint8_t, 3>& colour)
    {
        const std::size_t at = offset(x, y);
        rgb[at] = colour[0];
        rgb[at + 1] = colour[1];
        rgb[at + 2] = colour[2];
    }
    bool operator==(const Image&) const = default;
};

} // namespace saccade
