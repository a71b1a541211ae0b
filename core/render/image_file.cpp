// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/image_file.h"

#include "core/render/exif.h"
#include "core/values/error.h"

#include <fstream>
#include <memory>
#include <span>
#include <string>

// Internal linkage: libraries that come with LibTorch carry copies of stb of their own.
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#define STBI_NO_STDIO
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_ONLY_BMP
#include <stb_image.h>

namespace saccade {

namespace {

constexpr std::int64_t MaxPixels = 64'000'000;
constexpr std::uintmax_t MaxBytes = 256ULL << 20;

std::vector<std::byte> readFile(const std::filesystem::path& path)
{
    const std::string expected = "a PNG, JPEG or BMP file";
    std::error_code fault;
    const auto status = std::filesystem::status(path, fault);
    if (!std::filesystem::exists(status))
        throw Error::badInput(path.string(), expected, "nothing there");
    if (!std::filesystem::is_regular_file(status))
        throw Error::badInput(path.string(), expected, "a folder or a device");
    const auto size = std::filesystem::file_size(path, fault);
    if (fault)
        throw Error::badInput(path.string(), expected, fault.message());
    if (size > MaxBytes)
        throw Error::badInput(path.string(), "a picture of at most 256 MiB",
                              std::to_string(size >> 20) + " MiB");
    std::vector<std::byte> bytes(size);
    std::ifstream stream(path, std::ios::binary);
    if (!stream.read(reinterpret_cast<char*>(bytes.data()), std::streamsize(size)))
        throw Error::badInput(path.string(), expected, "a file that cannot be read");
    return bytes;
}

/// RGB out of RGBA on white.
void flatten(const stbi_uc* rgba, Image& picture)
{
    for (std::size_t i = 0; i < picture.rgb.size() / 3; ++i) {
        const int alpha = rgba[i * 4 + 3];
        for (std::size_t c = 0; c < 3; ++c)
            picture.rgb[i * 3 + c] =
                std::uint8_t((rgba[i * 4 + c] * alpha + 255 * (255 - alpha) + 127) / 255);
    }
}

} // namespace

Image decodeImageFile(const std::filesystem::path& path)
{
    const std::vector<std::byte> file = readFile(path);
    const auto* bytes = reinterpret_cast<const stbi_uc*>(file.data());
    const int size = static_cast<int>(file.size());
    int width = 0;
    int height = 0;
    int channels = 0;
    if (!stbi_info_from_memory(bytes, size, &width, &height, &channels))
        throw Error::badInput(path.string(), "a PNG, JPEG or BMP picture of at most 64 megapixels",
                              "something else"); // stb names a size beyond its own limits no better
    if (width < 1 || height < 1 || std::int64_t(width) * height > MaxPixels)
        throw Error::badInput(path.string(), "a picture of at most 64 megapixels",
                              std::to_string(width) + " × " + std::to_string(height) + " pixels");
    const bool transparent = channels == 2 || channels == 4;
    const std::unique_ptr<stbi_uc, decltype(&stbi_image_free)> pixels(
        stbi_load_from_memory(bytes, size, &width, &height, &channels, transparent ? 4 : 3), stbi_image_free);
    if (!pixels)
        throw Error::badInput(path.string(), "a whole picture",
                              std::string("a damaged one (") + stbi_failure_reason() + ')');
    Image picture(width, height);
    if (transparent)
        flatten(pixels.get(), picture);
    else
        picture.rgb.assign(pixels.get(), pixels.get() + picture.rgb.size());
    const int orientation = exifOrientation(file);
    return orientation == 1 ? picture : uprighted(picture, orientation);
}

} // namespace saccade
