// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace saccade {

/// A picture as three planes of bytes, red, green, blue: (3, height, width). A view; it owns nothing.
struct Planes
{
    std::uint8_t* bytes;
    int height;
    int width;

    std::size_t plane() const { return std::size_t(height) * std::size_t(width); }
    std::size_t size() const { return 3 * plane(); }
};

/// A colour: red, green, blue.
using Rgb = std::array<std::uint8_t, 3>;

} // namespace saccade
