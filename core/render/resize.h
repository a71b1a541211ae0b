// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/image.h"

#include <array>
#include <cstdint>

namespace saccade {

/// The largest square in the middle of a picture, at side × side pixels. Each new pixel is the mean of the
/// area it covers, parts of pixels counted by their share. Throws std::invalid_argument where the picture
/// is empty or the side below 1.
Image resizeToSquare(const Image& picture, int side);

/// The whole picture in the middle of side × side pixels, its longer side as long as they are, with bars of
/// one colour beside it. Means and exceptions as in resizeToSquare.
Image fitIntoSquare(const Image& picture, int side, const std::array<std::uint8_t, 3>& bars);

} // namespace saccade
