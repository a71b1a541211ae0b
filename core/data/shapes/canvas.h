// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace saccade::shapes {

// All drawing uses + - × ÷, square root and floor alone: IEEE 754 rounds those the same everywhere, so a
// picture has the same bytes on every platform. Sine, cosine and powers do not have that property.

/// A place or a direction, in pixels, y downwards.
struct Point
{
    float x = 0;
    float y = 0;
};

inline Point operator-(Point a, Point b)
{
    return {a.x - b.x, a.y - b.y};
}
inline float dot(Point a, Point b)
{
    return a.x * b.x + a.y * b.y;
}
inline float lengthOf(Point a)
{
    return std::sqrt(dot(a, a));
}
/// The point as seen from a frame whose x axis is the unit vector `axis`.
inline Point turned(Point p, Point axis)
{
    return {p.x * axis.x + p.y * axis.y, p.y * axis.x - p.x * axis.y};
}

/// Display values, 0..1.
struct Colour
{
    float red = 0;
    float green = 0;
    float blue = 0;
};

inline Colour mixed(Colour a, Colour b, float share)
{
    return {a.red + (b.red - a.red) * share, a.green + (b.green - a.green) * share,
            a.blue + (b.blue - a.blue) * share};
}
inline Colour scaled(Colour a, float factor)
{
    return {a.red * factor, a.green * factor, a.blue * factor};
}

/// How much of a pixel lies inside an edge that passes at this signed distance (below 0: inside) from its
/// centre: the antialiasing of everything.
inline float coverage(float distance)
{
    return std::clamp(0.5F - distance, 0.0F, 1.0F);
}

/// A picture under work.
struct Canvas
{
    static constexpr int Side = 32;
    std::array<Colour, std::size_t(Side) * Side> pixels{};

    Colour& at(int x, int y) { return pixels[std::size_t(y) * Side + std::size_t(x)]; }

    /// Calls paint(pixel's centre, colour) for the pixels within `reach` of `centre`.
    template <typename Paint>
    void visit(Point centre, float reach, Paint&& paint)
    {
        const auto first = [reach](float at) { return std::max(0, int(std::floor(at - reach - 1))); };
        const auto last = [reach](float at) { return std::min(Side - 1, int(std::floor(at + reach + 1))); };
        for (int y = first(centre.y); y <= last(centre.y); ++y)
            for (int x = first(centre.x); x <= last(centre.x); ++x)
                paint(Point{float(x) + 0.5F, float(y) + 0.5F}, at(x, y));
    }
};

} // namespace saccade::shapes
