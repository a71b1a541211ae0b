// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/shapes/palette.h"

#include "core/data/shapes/textures.h"

namespace saccade::shapes {

namespace {

/// Linear light to a display value. Within 0.025 of the sRGB curve, by a square root alone.
float displayed(float light)
{
    const float clamped = std::clamp(light, 0.0F, 1.0F);
    return 1.141F * std::sqrt(clamped) - 0.141F * clamped;
}

float cubed(float x)
{
    return x * x * x;
}

} // namespace

Colour colourFrom(float lightness, float chroma, Point hue)
{
    const float a = chroma * hue.x;
    const float b = chroma * hue.y;
    const float l = cubed(lightness + 0.3963F * a + 0.2158F * b);
    const float m = cubed(lightness - 0.1056F * a - 0.0639F * b);
    const float s = cubed(lightness - 0.0895F * a - 1.2915F * b);
    return {displayed(4.0767F * l - 3.3077F * m + 0.2310F * s),
            displayed(-1.2684F * l + 2.6098F * m - 0.3413F * s),
            displayed(-0.0042F * l - 0.7034F * m + 1.7076F * s)};
}

Palette::Palette(Random& random)
    : m_dark(random.chance(0.5F))
    , m_lightness(m_dark ? random.between(0.20F, 0.34F) : random.between(0.84F, 0.94F))
{
    const float chroma = random.between(0.02F, 0.07F);
    const Point hue = randomDirection(random);
    m_from = colourFrom(m_lightness - 0.06F, chroma, hue);
    m_to = colourFrom(m_lightness + 0.06F, chroma, turned(hue, {0.766F, 0.643F})); // 40° apart
    drawTones(random, m_first, m_second);
}

void Palette::drawTones(Random& random, Colour& first, Colour& second) const
{
    const float step = random.between(0.32F, 0.38F);
    const float near = m_dark ? m_lightness + step : m_lightness - step;
    const float far = m_dark ? random.between(0.86F, 0.95F) : random.between(0.22F, 0.36F);
    const Point hue = randomDirection(random);
    // The second tone's hue: the same, 60° on, or 60° back.
    const float side = float(random.below(3) - 1);
    const Point secondHue = side == 0 ? hue : turned(hue, {0.5F, side * 0.866F});
    first = colourFrom(near, random.between(0.10F, 0.16F), hue);
    second = colourFrom(far, random.between(0.05F, 0.12F), secondHue);
}

} // namespace saccade::shapes
