// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/shapes/textures.h"

namespace saccade::shapes {

namespace {

/// Stripes across a line: 0 and 1 by turns, half a period each, with soft edges.
float stripes(float at, float period)
{
    const float periods = at / period;
    const float fromMiddle = std::fabs(periods - std::floor(periods) - 0.5F) * period;
    return coverage(fromMiddle - period / 4);
}

} // namespace

const char* nameOf(Texture texture)
{
    return texture == Texture::Striped ? "striped" : "checked";
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

TexturePattern::TexturePattern(Texture texture, Point axis, Random& random)
    : m_texture(texture)
    , m_axis{-axis.y, axis.x}
    , m_start{random.between(0, 8), random.between(0, 8)}
    // Wider than a patch of 4 pixels, so that a patch sees the texture's edges and not their mean; and one
    // direction alone: the fewer there are, the sooner a small model finds the textures.
    , m_period(texture == Texture::Striped ? random.between(5.0F, 6.0F) : random.between(5.6F, 6.6F))
{
}

float TexturePattern::at(Point p) const
{
    const Point local = turned(p - m_start, m_axis);
    const float across = stripes(local.x, m_period);
    if (m_texture == Texture::Striped)
        return across;
    const float along = stripes(local.y, m_period);
    return across + along - 2 * across * along; // one of the two, but not both
}

} // namespace saccade::shapes
