// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/resize.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace saccade {

namespace {

/// The pixels that a new one covers along one side, and the share of each; the shares sum to 1.
struct Cover
{
    int first = 0;
    std::vector<float> shares;
};

std::vector<Cover> covers(int from, int to)
{
    std::vector<Cover> result(std::size_t(to), Cover{});
    const double step = double(from) / to;
    for (int i = 0; i < to; ++i) {
        const double begin = i * step;
        const double end = i + 1 == to ? double(from) : (i + 1) * step;
        Cover& cover = result[std::size_t(i)];
        cover.first = std::min(int(begin), from - 1);
        for (int pixel = cover.first; pixel < from && pixel < end; ++pixel)
            cover.shares.push_back(
                float((std::min(end, pixel + 1.0) - std::max(begin, double(pixel))) / (end - begin)));
    }
    return result;
}

/// A part of a picture, left, top, fromWidth × fromHeight, at toWidth × toHeight pixels.
Image resampled(const Image& picture, int left, int top, int fromWidth, int fromHeight, int toWidth,
                int toHeight)
{
    const std::vector<Cover> columns = covers(fromWidth, toWidth);
    const std::vector<Cover> rows = covers(fromHeight, toHeight);
    const auto width = std::size_t(toWidth) * 3;

    Image result(toWidth, toHeight);
    std::vector<float> sums(width);
    for (int y = 0; y < toHeight; ++y) {
        const Cover& down = rows[std::size_t(y)];
        std::fill(sums.begin(), sums.end(), 0.0F);
        for (std::size_t i = 0; i < down.shares.size(); ++i) {
            const std::uint8_t* line = &picture.rgb[picture.offset(left, top + down.first + int(i))];
            for (std::size_t x = 0; x < std::size_t(toWidth); ++x) {
                const Cover& across = columns[x];
                const std::uint8_t* pixel = line + std::size_t(across.first) * 3;
                for (const float share : across.shares)
                    for (std::size_t c = 0; c < 3; ++c)
                        sums[x * 3 + c] += down.shares[i] * share * float(*pixel++);
            }
        }
        for (std::size_t k = 0; k < width; ++k)
            result.rgb[std::size_t(y) * width + k] =
                std::uint8_t(std::lround(std::clamp(sums[k], 0.0F, 255.0F)));
    }
    return result;
}

void checkSizes(const Image& picture, int side)
{
    if (picture.isEmpty() || side < 1)
        throw std::invalid_argument("a picture and a side of at least 1 pixel are needed");
}

} // namespace

Image resizeToSquare(const Image& picture, int side)
{
    checkSizes(picture, side);
    if (picture.width == side && picture.height == side)
        return picture;
    const int crop = std::min(picture.width, picture.height);
    return resampled(picture, (picture.width - crop) / 2, (picture.height - crop) / 2, crop, crop, side,
                     side);
}

Image fitIntoSquare(const Image& picture, int side, const std::array<std::uint8_t, 3>& bars)
{
    checkSizes(picture, side);
    const double scale = double(side) / std::max(picture.width, picture.height);
    const int width = std::clamp(int(std::lround(picture.width * scale)), 1, side);
    const int height = std::clamp(int(std::lround(picture.height * scale)), 1, side);
    const Image whole = resampled(picture, 0, 0, picture.width, picture.height, width, height);
    Image result(side, side);
    const int left = (side - width) / 2;
    const int top = (side - height) / 2;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const bool inside = x >= left && x < left + width && y >= top && y < top + height;
            result.setPixel(x, y, inside ? whole.pixel(x - left, y - top) : bars);
        }
    return result;
}

} // namespace saccade
