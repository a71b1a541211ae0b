// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/shapes/textures.h"

namespace saccade::shapes {

namespace {

/// The place within a period, from its middle: -period/2 .. period/2.
float withinPeriod(float at, float period)
{
    const float periods = at / period;
    return (periods - std::floor(periods) - 0.5F) * period;
}

} // namespace

const char* nameOf(Texture texture)
{
    return texture == Texture::Striped ? "striped" : "dotted";
}

Point randomDirection(Random& random)
{
    // A point in the unit disc, pushed to its rim: needs no sine.
    for (;;) {
        const Point p{random.between(-1, 1), random.between(-1, 1)};
        const float squared = dot(p, p);
        if (squared > 0.01F && squared <= 1.0F) {
            const float length = std::sqrt(squared);
            return {p.x / length, p.y / length};
        }
    }
}

TexturePattern::TexturePattern(Texture texture, Random& random)
    : m_texture(texture)
    , m_axis(randomDirection(random))
    , m_start{random.between(0, 8), random.between(0, 8)}
    , m_period(random.between(4.0F, 5.4F))
    // Both cover about 45 % of the area, so that the mix of tones does not tell the textures apart:
    // a stripe covers 2 half / period, a dot π half² / period².
    , m_half(m_period * (texture == Texture::Striped ? 0.225F : 0.378F))
    , m_swapped(random.chance(0.5F))
{
}

float TexturePattern::at(Point p) const
{
    const Point local = turned(p - m_start, m_axis);
    const float across = withinPeriod(local.x, m_period);
    const float share = m_texture == Texture::Striped
                            ? coverage(std::fabs(across) - m_half)
                            : coverage(lengthOf({across, withinPeriod(local.y, m_period)}) - m_half);
    return m_swapped ? 1 - share : share;
}

} // namespace saccade::shapes
