// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/random.h"
#include "core/data/shapes/canvas.h"

namespace saccade::shapes {

enum class Texture
{
    Striped,
    Dotted
};
constexpr int TextureCount = 2;
const char* nameOf(Texture texture);

/// A texture with its direction, its period and where it starts.
class TexturePattern
{
public:
    TexturePattern(Texture texture, Random& random);

    /// The share of the second tone at a pixel, 0..1; half of the patterns swap the tones.
    float at(Point p) const;

private:
    Texture m_texture;
    Point m_axis;
    Point m_start;
    float m_period; ///< pixels
    float m_half;   ///< half a stripe's width, or a dot's radius, in pixels
    bool m_swapped;
};

/// A unit vector, every direction as likely.
Point randomDirection(Random& random);

} // namespace saccade::shapes
