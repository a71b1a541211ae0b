// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/random.h"
#include "core/data/shapes/canvas.h"

namespace saccade::shapes {

enum class Texture
{
    Striped,
    Checked
};
constexpr int TextureCount = 2;
const char* nameOf(Texture texture);

/// A texture with its direction, its period and where it starts.
class TexturePattern
{
public:
    /// On a thing whose x axis is `axis`: stripes and rows of fields run along it.
    TexturePattern(Texture texture, Point axis, Random& random);

    /// The share of the second tone at a pixel, 0..1; over the plane, half of each.
    float at(Point p) const;

private:
    Texture m_texture;
    Point m_axis;
    Point m_start;
    float m_period; ///< of two stripes or two fields, pixels
};

/// A unit vector, every direction as likely.
Point randomDirection(Random& random);

} // namespace saccade::shapes
