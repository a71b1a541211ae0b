// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/augment/warps.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace saccade {

namespace {

std::int32_t fixed(double value)
{
    return std::int32_t(std::floor(value * 65536.0 + 0.5));
}

} // namespace

Affine shearX(double slope)
{
    return {1, slope, 0, 0, 1, 0};
}

Affine shearY(double slope)
{
    return {1, 0, 0, slope, 1, 0};
}

Affine translateX(double pixels)
{
    return {1, 0, pixels, 0, 1, 0};
}

Affine translateY(double pixels)
{
    return {1, 0, 0, 0, 1, pixels};
}

Affine rotation(double degrees, int height, int width)
{
    const double angle = -degrees * std::numbers::pi / 180.0;
    const double cosine = std::cos(angle);
    const double sine = std::sin(angle);
    const double x = width / 2.0;
    const double y = height / 2.0;
    return {cosine, sine, x - cosine * x - sine * y, -sine, cosine, y + sine * x - cosine * y};
}

void warp(Planes picture, const Affine& from, Rgb fill, std::uint8_t* scratch)
{
    const int width = picture.width;
    const std::size_t plane = picture.plane();
    std::copy_n(picture.bytes, picture.size(), scratch);
    const std::int32_t stepX = fixed(from.a);
    const std::int32_t stepY = fixed(from.d);
    std::int32_t lineX = fixed(from.a * 0.5 + from.b * 0.5 + from.c);
    std::int32_t lineY = fixed(from.d * 0.5 + from.e * 0.5 + from.f);
    std::uint8_t* out = picture.bytes;
    for (int y = 0; y < picture.height; ++y) {
        std::int32_t atX = lineX;
        std::int32_t atY = lineY;
        for (int x = 0; x < width; ++x, ++out) {
            const std::int32_t column = atX >> 16;
            const std::int32_t row = atY >> 16;
            // Below 0 is above everything, once it is read without a sign.
            if (std::uint32_t(column) < std::uint32_t(width) &&
                std::uint32_t(row) < std::uint32_t(picture.height)) {
                const std::uint8_t* source = scratch + row * width + column;
                out[0] = source[0];
                out[plane] = source[plane];
                out[2 * plane] = source[2 * plane];
            } else {
                out[0] = fill[0];
                out[plane] = fill[1];
                out[2 * plane] = fill[2];
            }
            atX += stepX;
            atY += stepY;
        }
        lineX += fixed(from.b);
        lineY += fixed(from.e);
    }
}

} // namespace saccade
