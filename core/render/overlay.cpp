// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/overlay.h"

#include "core/render/cells.h"
#include "core/render/smooth_map.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>
#include <vector>

namespace saccade {

namespace {

/// A step of the colour map, ready to be laid over a pixel: its channels lie 16 bits apart in one number, so
/// that one multiplication serves all three. No channel spills: p · keep + c · (256 - keep) + 128 < 2^16.
struct Paint
{
    std::uint64_t add;
    std::uint64_t keep; ///< the pixel's share, 0..256
};

using Paints = std::array<Paint, 256>;

/// From this height on, rows of pixels share a line of the map: on a dense screen nobody sees it, and it
/// takes the larger part of the time.
constexpr int FineRows = 768;

std::uint64_t spread(std::uint64_t red, std::uint64_t green, std::uint64_t blue)
{
    return red | green << 16 | blue << 32;
}

/// `lowest`: the position of the map's lowest value.
Paints paintsFor(ColourMap colours, double opacity, double lowest)
{
    const ColourTable& table = colourTable(colours);
    Paints paints;
    for (std::size_t i = 0; i < paints.size(); ++i) {
        const double position = double(i) / 255.0;
        const double rise = isSigned(colours) ? std::abs(2 * position - 1) : std::max(position - lowest, 0.0);
        const double cover = std::pow(std::clamp(opacity, 0.0, 1.0), 1.0 + 4.0 * (1.0 - rise));
        const auto share = std::uint64_t(std::lround(cover * 256));
        paints[i].keep = 256 - share;
        paints[i].add = spread(table[i][0], table[i][1], table[i][2]) * share + spread(128, 128, 128);
    }
    return paints;
}

void paint(std::uint8_t* pixel, const Paint& paint)
{
    const std::uint64_t sum = spread(pixel[0], pixel[1], pixel[2]) * paint.keep + paint.add;
    pixel[0] = std::uint8_t(sum >> 8);
    pixel[1] = std::uint8_t(sum >> 24);
    pixel[2] = std::uint8_t(sum >> 40);
}

void blendSmooth(Image& image, std::span<const float> map, int rows, int columns, const Scale& scale,
                 const Paints& paints)
{
    SmoothMap values(map, rows, columns, image.width, image.height);
    std::vector<int> steps(std::size_t(image.width));
    std::uint8_t* pixel = image.rgb.data();
    const int shared = 1 + image.height / FineRows;
    for (int y = 0; y < image.height; ++y) {
        if (y % shared == 0) {
            const std::span<const float> line = values.line(std::min(y + shared / 2, image.height - 1));
            for (std::size_t x = 0; x < steps.size(); ++x)
                steps[x] = tableIndex(positionOn(scale, line[x]));
        }
        for (std::size_t x = 0; x < steps.size(); ++x, pixel += 3)
            paint(pixel, paints[std::size_t(steps[x])]);
    }
}

void blendBlocks(Image& image, std::span<const float> map, int rows, int columns, const Scale& scale,
                 const Paints& paints)
{
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            const float value = map[std::size_t(row) * std::size_t(columns) + std::size_t(column)];
            const Paint& over = paints[std::size_t(tableIndex(positionOn(scale, value)))];
            const int right = cellStart(column + 1, image.width, columns);
            const int bottom = cellStart(row + 1, image.height, rows);
            for (int y = cellStart(row, image.height, rows); y < bottom; ++y) {
                std::uint8_t* pixel =
                    image.rgb.data() + image.offset(cellStart(column, image.width, columns), y);
                for (int x = cellStart(column, image.width, columns); x < right; ++x, pixel += 3)
                    paint(pixel, over);
            }
        }
}

} // namespace

Image enlarge(const Image& picture, int outputSide)
{
    if (picture.isEmpty() || outputSide < 1)
        throw std::invalid_argument("a picture and a side of at least 1 pixel are needed");
    const double factor = double(outputSide) / std::max(picture.width, picture.height);
    Image result(std::max(1, int(std::lround(picture.width * factor))),
                 std::max(1, int(std::lround(picture.height * factor))));
    int drawn = -1;
    for (int y = 0; y < result.height; ++y) {
        std::uint8_t* line = result.rgb.data() + result.offset(0, y);
        const int source = cellAt(y, result.height, picture.height);
        if (source == drawn) {
            std::memcpy(line, line - std::size_t(result.width) * 3, std::size_t(result.width) * 3);
            continue;
        }
        drawn = source;
        for (int x = 0; x < result.width; ++x)
            std::memcpy(line + std::size_t(x) * 3,
                        &picture.rgb[picture.offset(cellAt(x, result.width, picture.width), source)], 3);
    }
    return result;
}

void blend(Image& enlarged, std::span<const float> map, int rows, int columns, Scale scale, ColourMap colours,
           double opacity, bool smooth)
{
    if (enlarged.isEmpty() || rows < 1 || columns < 1 ||
        map.size() != std::size_t(rows) * std::size_t(columns))
        throw std::invalid_argument("a map of rows × columns values and a picture are needed");
    const Paints paints = paintsFor(colours, opacity, positionOn(scale, scaleOf(map).minimum));
    (smooth ? blendSmooth : blendBlocks)(enlarged, map, rows, columns, scale, paints);
}

Image overlay(const Image& picture, std::span<const float> map, int rows, int columns, Scale scale,
              ColourMap colours, double opacity, bool smooth, int outputSide)
{
    Image result = enlarge(picture, outputSide);
    blend(result, map, rows, columns, scale, colours, opacity, smooth);
    return result;
}

} // namespace saccade
