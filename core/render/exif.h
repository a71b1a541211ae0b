// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/image.h"

#include <cstddef>
#include <span>

namespace saccade {

/// How a camera says that a JPEG is to be turned: EXIF tag 0x0112, 1..8; 1 (as it is) where the file does
/// not say or is not a JPEG.
int exifOrientation(std::span<const std::byte> file);

/// The picture turned and mirrored as the orientation asks.
Image uprighted(const Image& picture, int orientation);

} // namespace saccade
