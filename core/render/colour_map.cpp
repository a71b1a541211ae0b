// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/colour_map.h"

#include "core/render/monotone_cubic.h"
#include "core/render/oklab.h"

#include <cmath>
#include <span>

namespace saccade {

namespace {

/// A colour that a map passes through; hues go on past 360 to say which way round.
struct Anchor
{
    double position;
    double chroma; ///< OKLab
    double hue;    ///< degrees, OKLab
};

// Black, violet, magenta, red, orange, pale yellow.
constexpr Anchor InfernoAnchors[] = {{0.00, 0.000, 285}, {0.12, 0.110, 290}, {0.30, 0.155, 330},
                                     {0.50, 0.185, 377}, {0.68, 0.175, 407}, {0.84, 0.165, 440},
                                     {1.00, 0.080, 467}};
// Black, indigo, purple, pink, peach, cream.
constexpr Anchor MagmaAnchors[] = {{0.00, 0.000, 278}, {0.15, 0.100, 285}, {0.35, 0.155, 318},
                                   {0.55, 0.175, 360}, {0.72, 0.155, 390}, {0.88, 0.085, 430},
                                   {1.00, 0.035, 465}};
// Plum, blue, teal, green, yellow.
constexpr Anchor ViridisAnchors[] = {{0.00, 0.120, 318}, {0.20, 0.115, 283}, {0.42, 0.085, 232},
                                     {0.60, 0.120, 170}, {0.78, 0.190, 135}, {1.00, 0.190, 108}};
constexpr Anchor GreyAnchors[] = {{0.00, 0.000, 0}, {1.00, 0.000, 0}};

double slopeOf(std::span<const Anchor> anchors, std::size_t i, double Anchor::*member)
{
    const auto secant = [&](std::size_t k) {
        return (anchors[k + 1].*member - anchors[k].*member) /
               (anchors[k + 1].position - anchors[k].position);
    };
    if (i == 0)
        return secant(0);
    if (i + 1 == anchors.size())
        return secant(i - 1);
    return monotoneSlope(secant(i - 1), secant(i));
}

double interpolate(std::span<const Anchor> anchors, double Anchor::*member, double position)
{
    std::size_t i = 0;
    while (i + 2 < anchors.size() && position > anchors[i + 1].position)
        ++i;
    const double width = anchors[i + 1].position - anchors[i].position;
    return hermite(anchors[i].*member, anchors[i + 1].*member, slopeOf(anchors, i, member) * width,
                   slopeOf(anchors, i + 1, member) * width, (position - anchors[i].position) / width);
}

ColourTable sequential(std::span<const Anchor> anchors, double darkest, double lightest)
{
    ColourTable table;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double position = double(i) / 255.0;
        table[i] =
            srgbOf(darkest + (lightest - darkest) * position, interpolate(anchors, &Anchor::chroma, position),
                   interpolate(anchors, &Anchor::hue, position));
    }
    return table;
}

/// Lightness goes evenly from the middle to both ends; chroma grows a little faster, so that the sign shows
/// early.
ColourTable diverging(double middle, double ends)
{
    constexpr double Blue = 255;
    constexpr double Orange = 50;
    constexpr double Chroma = 0.165;
    ColourTable table;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double signedPosition = double(i) / 127.5 - 1.0;
        const double distance = std::abs(signedPosition);
        table[i] = srgbOf(middle + (ends - middle) * distance, Chroma * std::pow(distance, 0.9),
                          signedPosition < 0 ? Blue : Orange);
    }
    return table;
}

} // namespace

const ColourTable& colourTable(ColourMap map)
{
    switch (map) {
    case ColourMap::Magma: {
        static const ColourTable table = sequential(MagmaAnchors, 0, 98.5);
        return table;
    }
    case ColourMap::Viridis: {
        static const ColourTable table = sequential(ViridisAnchors, 14, 91);
        return table;
    }
    case ColourMap::Grey: {
        static const ColourTable table = sequential(GreyAnchors, 0, 100);
        return table;
    }
    case ColourMap::BlueWhiteOrange: {
        static const ColourTable table = diverging(97, 45);
        return table;
    }
    case ColourMap::BlueDarkOrange: {
        static const ColourTable table = diverging(14, 66);
        return table;
    }
    case ColourMap::Inferno:
        break;
    }
    static const ColourTable table = sequential(InfernoAnchors, 0, 98.5);
    return table;
}

bool isSigned(ColourMap map)
{
    return map == ColourMap::BlueWhiteOrange || map == ColourMap::BlueDarkOrange;
}

} // namespace saccade
