// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/shapes/silhouettes.h"

namespace saccade::shapes {

namespace {

// Lengths over the size. An area of 3 size² for each, but for the triangle: it gets 2.5, or its corners would
// leave the picture before the others fill it. The cross lies as an ×: its edges then differ from the
// square's, and a small model tells the two apart early.
constexpr float DiscRadius = 0.977F;    // √(3 / π)
constexpr float TriangleApothem = 0.7F; // area 3√3 apothem²
constexpr float SquareHalf = 0.866F;    // area 4 half²
constexpr float CrossLong = 1.22F;      // area 4 (2 long - short) short
constexpr float CrossShort = 0.352F;
constexpr float RingOuter = 1.105F; // area π (outer² - inner²)
constexpr float RingInner = 0.516F;
constexpr Point Diagonal{0.70710678F, 0.70710678F};
constexpr float Root2 = 1.41421356F;
constexpr float HalfRoot3 = 0.8660254F;

float boxDistance(Point p, float halfWidth, float halfHeight)
{
    return std::max(std::fabs(p.x) - halfWidth, std::fabs(p.y) - halfHeight);
}

} // namespace

const char* nameOf(Silhouette silhouette)
{
    switch (silhouette) {
    case Silhouette::Disc:
        return "disc";
    case Silhouette::Triangle:
        return "triangle";
    case Silhouette::Square:
        return "square";
    case Silhouette::Cross:
        return "cross";
    case Silhouette::Ring:
        return "ring";
    }
    return "";
}

float distanceTo(Silhouette silhouette, Point p, float size)
{
    switch (silhouette) {
    case Silhouette::Disc:
        return lengthOf(p) - DiscRadius * size;
    case Silhouette::Triangle:
        p.y -= 0.5F * TriangleApothem * size; // as high above the centre as below
        return std::max(p.y, HalfRoot3 * std::fabs(p.x) - 0.5F * p.y) - TriangleApothem * size;
    case Silhouette::Square:
        return boxDistance(p, SquareHalf * size, SquareHalf * size);
    case Silhouette::Cross:
        p = turned(p, Diagonal);
        return std::min(boxDistance(p, CrossLong * size, CrossShort * size),
                        boxDistance(p, CrossShort * size, CrossLong * size));
    case Silhouette::Ring: {
        const float fromCentre = lengthOf(p);
        return std::max(fromCentre - RingOuter * size, RingInner * size - fromCentre);
    }
    }
    return 0;
}

float reachOf(Silhouette silhouette, float size)
{
    switch (silhouette) {
    case Silhouette::Disc:
        return DiscRadius * size;
    case Silhouette::Triangle:
        return 2.2913F * TriangleApothem * size; // √(1.5² + 3), from the middle of its box
    case Silhouette::Square:
        return Root2 * SquareHalf * size;
    case Silhouette::Cross:
        return std::sqrt(CrossLong * CrossLong + CrossShort * CrossShort) * size;
    case Silhouette::Ring:
        return RingOuter * size;
    }
    return 0;
}

} // namespace saccade::shapes
