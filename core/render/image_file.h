// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/image.h"

#include <filesystem>

namespace saccade {

/// Reads a PNG, JPEG or BMP file. Transparent parts show white; a photograph is turned the way its camera
/// held it; 16 bits a channel become 8. Throws Error (BadInput) where there is no file, it is not such a
/// picture, or it is larger than 64 megapixels or 256 MiB; both are checked before memory is taken.
Image decodeImageFile(const std::filesystem::path& path);

} // namespace saccade
