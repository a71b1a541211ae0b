// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/oklab.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace saccade {

namespace {

using Linear = std::array<double, 3>;

constexpr int BisectionSteps = 20; // 2^-20 is far below the step of 8 bits

/// OKLab to linear sRGB; channels outside 0..1 are colours that sRGB does not have.
Linear fromOklab(double lightness, double a, double b)
{
    const double l = std::pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
    const double m = std::pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
    const double s = std::pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
    return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

bool isInGamut(const Linear& colour)
{
    return std::all_of(colour.begin(), colour.end(), [](double c) { return c >= -1e-4 && c <= 1.0001; });
}

Linear withinGamut(double lightness, double a, double b)
{
    const Linear wanted = fromOklab(lightness, a, b);
    if (isInGamut(wanted))
        return wanted;
    double inside = 0.0;
    double outside = 1.0;
    for (int i = 0; i < BisectionSteps; ++i) {
        const double share = (inside + outside) / 2;
        (isInGamut(fromOklab(lightness, a * share, b * share)) ? inside : outside) = share;
    }
    return fromOklab(lightness, a * inside, b * inside);
}

/// CIE 1976: relative luminance of L*.
double luminanceOf(double lightness)
{
    return lightness <= 8.0 ? lightness * 27.0 / 24389.0 : std::pow((lightness + 16.0) / 116.0, 3);
}

std::uint8_t encode(double linear)
{
    const double c = std::clamp(linear, 0.0, 1.0);
    const double encoded = c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1.0 / 2.4) - 0.055;
    return std::uint8_t(std::lround(encoded * 255.0));
}

} // namespace

std::array<std::uint8_t, 3> srgbOf(double lightness, double chroma, double hueDegrees)
{
    const double hue = hueDegrees * std::numbers::pi / 180.0;
    const double a = chroma * std::cos(hue);
    const double b = chroma * std::sin(hue);
    const double wanted = luminanceOf(lightness);
    // OKLab's own lightness is not L*: find the one whose luminance is the wanted.
    double low = 0.0;
    double high = 1.0;
    Linear colour{};
    for (int i = 0; i < BisectionSteps; ++i) {
        const double middle = (low + high) / 2;
        colour = withinGamut(middle, a, b);
        const double luminance = 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2];
        (luminance < wanted ? low : high) = middle;
    }
    return {encode(colour[0]), encode(colour[1]), encode(colour[2])};
}

} // namespace saccade
