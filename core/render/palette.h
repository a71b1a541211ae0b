// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/image.h"

#include <array>
#include <cstdint>
#include <vector>

namespace saccade {

/// A picture in at most 256 colours.
struct PalettedImage
{
    std::vector<std::array<std::uint8_t, 3>> colours;
    std::vector<std::uint8_t> indices; ///< (height × width), each of `colours`
};

/// Median cut (Heckbert 1982): the box of colours that is widest, by how many pixels it has, is halved at its
/// median until there are 256; each becomes its mean. Exact where the picture has no more colours than that.
PalettedImage medianCut(const Image& picture);

} // namespace saccade
