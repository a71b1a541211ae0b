// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/image.h"

#include <cstddef>
#include <vector>

namespace saccade {

/// The picture as a PNG file, 8 bits a channel. Throws std::invalid_argument where the picture is empty,
/// Error where memory runs out.
std::vector<std::byte> encodePng(const Image& picture);

} // namespace saccade
