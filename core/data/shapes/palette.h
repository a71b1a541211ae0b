// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/random.h"
#include "core/data/shapes/canvas.h"

namespace saccade::shapes {

/// A colour by its looks (Ottosson 2020, Oklab): lightness 0..1; chroma 0 (grey) to about 0.2 (vivid); and
/// the hue as a direction.
Colour colourFrom(float lightness, float chroma, Point hue);

/// The colours of one picture: a quiet background, and two tones of an object, one
/// not far from it and one at the other end: figure and texture both stand out.
class Palette
{
public:
    explicit Palette(Random& random);

    Colour background(float share) const { return mixed(m_from, m_to, share); }
    Colour tone(float share) const { return mixed(m_first, m_second, share); }
    /// Two tones for a thing in the background, chosen as the object's are: colour does not tell them apart.
    void drawTones(Random& random, Colour& first, Colour& second) const;

private:
    bool m_dark; ///< the background is dark and the things on it light, or the other way round
    float m_lightness;
    Colour m_from;
    Colour m_to;
    Colour m_first;
    Colour m_second;
};

} // namespace saccade::shapes
