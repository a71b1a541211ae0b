// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/shapes/scene.h"

namespace saccade::shapes {

namespace {

constexpr int Cells = 4; ///< of cloud lattice a side
constexpr float CellSide = float(Canvas::Side) / Cells;

float smoothed(float t)
{
    return t * t * (3 - 2 * t);
}

/// Smooth random values over the picture, 0..1.
class Clouds
{
public:
    explicit Clouds(Random& random)
    {
        for (float& knot : m_knots)
            knot = random.unit();
    }

    float at(Point p) const
    {
        const float column = std::floor(p.x / CellSide);
        const float row = std::floor(p.y / CellSide);
        const float right = smoothed(p.x / CellSide - column);
        const float down = smoothed(p.y / CellSide - row);
        const float* knot = &m_knots[std::size_t(row) * (Cells + 1) + std::size_t(column)];
        const float upper = knot[0] + (knot[1] - knot[0]) * right;
        const float lower = knot[Cells + 1] + (knot[Cells + 2] - knot[Cells + 1]) * right;
        return upper + (lower - upper) * down;
    }

private:
    std::array<float, std::size_t(Cells + 1) * (Cells + 1)> m_knots{};
};

Point randomPlace(Random& random, float margin)
{
    return {random.between(margin, Canvas::Side - margin), random.between(margin, Canvas::Side - margin)};
}

/// The x axis of a thing that stands almost upright: up to 8° to either side.
Point randomTilt(Random& random)
{
    const float slope = random.between(-0.14F, 0.14F);
    const float length = std::sqrt(1 + slope * slope);
    return {1 / length, slope / length};
}

/// A line or a bow: the part of a wide circle's rim near the place.
void drawStroke(Canvas& canvas, const Palette& palette, Random& random)
{
    Colour first;
    Colour second;
    palette.drawTones(random, first, second);
    const Colour colour = mixed(first, second, random.unit());
    const Point place = randomPlace(random, 1);
    const Point axis = randomDirection(random);
    const float halfLength = random.between(2.5F, 6.0F);
    const float halfWidth = random.between(0.5F, 1.1F);
    const float radius = random.between(5.0F, 30.0F);
    const float strength = random.between(0.5F, 0.9F);
    canvas.visit(place, halfLength + halfWidth, [&](Point p, Colour& pixel) {
        const Point local = turned(p - place, axis);
        const float fromRim = std::fabs(lengthOf({local.x, local.y + radius}) - radius) - halfWidth;
        const float pastEnd = std::fabs(local.x) - halfLength;
        pixel = mixed(pixel, colour, strength * coverage(std::max(fromRim, pastEnd)));
    });
}

/// A small piece of a texture: a scrap with straight edges, or half a disc.
void drawScrap(Canvas& canvas, const Palette& palette, Random& random)
{
    Colour first;
    Colour second;
    palette.drawTones(random, first, second);
    const TexturePattern pattern(Texture(random.below(TextureCount)), randomTilt(random), random);
    const Point place = randomPlace(random, 1);
    const Point axis = randomDirection(random);
    const Point cut = randomDirection(random);
    const float radius = random.between(2.5F, 4.2F);
    const bool round = random.chance(0.5F);
    const float cutAt = random.between(0.0F, 0.5F) * radius;
    const float strength = random.between(0.6F, 0.95F);
    canvas.visit(place, radius * 1.5F, [&](Point p, Colour& pixel) {
        const Point local = turned(p - place, axis);
        const float whole =
            round ? lengthOf(local) - radius : std::max(std::fabs(local.x), std::fabs(local.y)) - radius;
        const float distance = std::max(whole, dot(local, cut) - cutAt);
        pixel = mixed(pixel, mixed(first, second, pattern.at(p)), strength * coverage(distance));
    });
}

} // namespace

void drawBackground(Canvas& canvas, const Palette& palette, Random& random)
{
    const Clouds clouds(random);
    const Point downhill = randomDirection(random);
    canvas.visit({16, 16}, 16, [&](Point p, Colour& pixel) {
        const float slope = 0.5F + dot(p - Point{16, 16}, downhill) / 45;
        pixel = palette.background(0.5F * slope + 0.5F * clouds.at(p));
    });
}

void drawClutter(Canvas& canvas, const Palette& palette, Random& random)
{
    for (int left = 1 + random.below(2); left > 0; --left)
        drawStroke(canvas, palette, random);
    drawScrap(canvas, palette, random);
}

void drawObject(Canvas& canvas, const Palette& palette, Silhouette silhouette, Texture texture,
                Random& random, std::uint8_t* mask)
{
    constexpr float ShadowReach = 2.5F;
    constexpr Point ShadowShift{0.8F, 1.2F};
    const float size = random.between(7.6F, 9.4F);
    const float reach = reachOf(silhouette, size);
    const Point place = randomPlace(random, 1.22F * size + 1.4F);
    const Point axis = randomTilt(random);
    const TexturePattern pattern(texture, axis, random);
    const auto distanceAt = [&](Point p) { return distanceTo(silhouette, turned(p - place, axis), size); };

    canvas.visit(place, reach + ShadowReach + 1, [&](Point p, Colour& pixel) {
        const float away = std::clamp(distanceAt(p - ShadowShift) / ShadowReach, -1.0F, 1.0F);
        pixel = scaled(pixel, 1 - 0.35F * smoothed(0.5F - 0.5F * away));
    });
    std::uint8_t* const end = mask + Canvas::Side * Canvas::Side;
    std::fill(mask, end, std::uint8_t(0));
    canvas.visit(place, reach, [&](Point p, Colour& pixel) {
        const float inside = coverage(distanceAt(p));
        pixel = mixed(pixel, palette.tone(pattern.at(p)), inside);
        if (inside >= 0.5F)
            mask[int(p.y) * Canvas::Side + int(p.x)] = 1;
    });
}

void writePlanes(const Canvas& canvas, Random& random, std::uint8_t* planes)
{
    constexpr std::size_t Plane = std::size_t(Canvas::Side) * Canvas::Side;
    constexpr float Grain = 6; ///< steps of 255, from the least to the most
    const auto byteOf = [](float value, std::uint64_t noise) {
        const float grain = (float(noise & 0xff) / 255 - 0.5F) * Grain;
        return std::uint8_t(std::clamp(value * 255 + grain, 0.0F, 255.0F) + 0.5F);
    };
    for (std::size_t i = 0; i < Plane; ++i) {
        const std::uint64_t noise = random.bits();
        planes[i] = byteOf(canvas.pixels[i].red, noise);
        planes[Plane + i] = byteOf(canvas.pixels[i].green, noise >> 8);
        planes[2 * Plane + i] = byteOf(canvas.pixels[i].blue, noise >> 16);
    }
}

} // namespace saccade::shapes
