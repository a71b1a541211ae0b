// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/augment/planes.h"

namespace saccade {

/// Where a warped picture takes its pixels from: its pixel (x, y) shows the source at
/// (a x + b y + c, d x + e y + f), both counted at the pixels' centres.
struct Affine
{
    double a = 1, b = 0, c = 0;
    double d = 0, e = 1, f = 0;
};

Affine shearX(double slope);
Affine shearY(double slope);
/// The picture shows what lies `pixels` to the right (below): its content moves to the left (up).
Affine translateX(double pixels);
Affine translateY(double pixels);
/// Turns the picture about its centre, anticlockwise.
Affine rotation(double degrees, int height, int width);

/// The nearest pixel's colour, `fill` where there is none, in 16 bits of fraction as Pillow's
/// Image.transform. In place; `scratch` is as large as the picture, whose sides are below 16,384.
void warp(Planes picture, const Affine& from, Rgb fill, std::uint8_t* scratch);

} // namespace saccade
