// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/exif.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace saccade {

namespace {

/// Numbers out of a block of bytes; reading past its end gives 0.
struct Reader
{
    std::span<const std::byte> bytes;
    bool bigEndian = true;

    std::uint32_t number(std::size_t at, std::size_t count) const
    {
        if (at > bytes.size() || bytes.size() - at < count)
            return 0;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < count; ++i)
            value = value << 8 | std::uint32_t(bytes[at + (bigEndian ? i : count - 1 - i)]);
        return value;
    }
    bool startsWith(std::string_view text) const
    {
        return bytes.size() >= text.size() &&
               std::equal(text.begin(), text.end(), bytes.begin(),
                          [](char c, std::byte b) { return std::byte(c) == b; });
    }
};

/// `tiff` is the TIFF block inside an Exif segment.
int orientationIn(Reader tiff)
{
    constexpr std::uint32_t OrientationTag = 0x0112;
    tiff.bigEndian = tiff.startsWith("MM");
    if (!tiff.bigEndian && !tiff.startsWith("II"))
        return 1;
    const std::size_t directory = tiff.number(4, 4);
    const std::uint32_t entries = tiff.number(directory, 2);
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t entry = directory + 2 + i * 12;
        if (tiff.number(entry, 2) != OrientationTag)
            continue;
        const std::uint32_t value = tiff.number(entry + 8, 2);
        return value >= 1 && value <= 8 ? int(value) : 1;
    }
    return 1;
}

} // namespace

int exifOrientation(std::span<const std::byte> file)
{
    constexpr std::uint32_t StartOfImage = 0xFFD8;
    constexpr std::uint32_t App1 = 0xFFE1;
    constexpr std::uint32_t StartOfScan = 0xFFDA;
    const Reader jpeg{file};
    if (jpeg.number(0, 2) != StartOfImage)
        return 1;
    for (std::size_t at = 2; at + 4 <= file.size();) {
        const std::uint32_t marker = jpeg.number(at, 2);
        const std::size_t length = jpeg.number(at + 2, 2);
        if (marker < 0xFF01 || marker == StartOfScan || length < 2)
            return 1;
        if (marker == App1) {
            const auto rest = file.subspan(at + 4);
            const Reader segment{rest.first(std::min(length - 2, rest.size()))};
            using namespace std::string_view_literals;
            if (segment.startsWith("Exif\0\0"sv))
                return orientationIn({segment.bytes.subspan(6)});
        }
        at += 2 + length;
    }
    return 1;
}

Image uprighted(const Image& picture, int orientation)
{
    if (orientation <= 1 || orientation > 8)
        return picture;
    // Whether rows become columns, and then which sides are swapped, for orientations 2 to 8.
    struct Turn
    {
        bool transpose, mirror, flip;
    };
    constexpr std::array<Turn, 7> Turns{{{false, true, false},
                                         {false, true, true},
                                         {false, false, true},
                                         {true, false, false},
                                         {true, true, false},
                                         {true, true, true},
                                         {true, false, true}}};
    const Turn turn = Turns[std::size_t(orientation - 2)];
    Image result(turn.transpose ? picture.height : picture.width,
                 turn.transpose ? picture.width : picture.height);
    for (int y = 0; y < result.height; ++y)
        for (int x = 0; x < result.width; ++x) {
            const int column = turn.mirror ? result.width - 1 - x : x;
            const int row = turn.flip ? result.height - 1 - y : y;
            result.setPixel(x, y, turn.transpose ? picture.pixel(row, column) : picture.pixel(column, row));
        }
    return result;
}

} // namespace saccade
