// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/png.h"

#include "core/values/error.h"

#include <stdexcept>

// Internal linkage: libraries that come with LibTorch carry copies of stb of their own.
#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STBI_WRITE_NO_STDIO
#include <stb_image_write.h>

namespace saccade {

std::vector<std::byte> encodePng(const Image& picture)
{
    if (picture.isEmpty())
        throw std::invalid_argument("an empty picture cannot be written as PNG");
    std::vector<std::byte> file;
    const auto append = [](void* context, void* data, int size) {
        const auto* bytes = static_cast<const std::byte*>(data);
        auto& target = *static_cast<std::vector<std::byte>*>(context);
        target.insert(target.end(), bytes, bytes + size);
    };
    if (!stbi_write_png_to_func(append, &file, picture.width, picture.height, 3, picture.rgb.data(),
                                picture.width * 3))
        throw Error("not enough memory to write a PNG of " + std::to_string(picture.width) + " × " +
                    std::to_string(picture.height) + " pixels");
    return file;
}

} // namespace saccade
