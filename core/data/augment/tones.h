// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/augment/planes.h"

namespace saccade {

// Operations on a picture's tones, in place, byte for byte as Pillow's ImageOps and ImageEnhance define them.

/// v → 255 - v.
void invert(Planes picture);
/// Inverts values of `threshold` (0..256) and above.
void solarize(Planes picture, int threshold);
/// Keeps the highest `bits` (0..8) of each value.
void posterize(Planes picture, int bits);
/// Stretches each channel so that its darkest value becomes 0 and its brightest 255.
void autoContrast(Planes picture);
/// Maps each channel so that every value becomes about as frequent.
void equalize(Planes picture);

// A factor of 1 changes nothing, below 1 leads to the plain picture that is named, above 1 away from it.

/// Black.
void changeBrightness(Planes picture, float factor);
/// The mean grey of the picture.
void changeContrast(Planes picture, float factor);
/// The same picture in grey.
void changeColour(Planes picture, float factor);
/// The same picture smoothed by a 3 × 3 kernel, its outermost pixels left alone. `scratch` is as large as the
/// picture.
void changeSharpness(Planes picture, float factor, std::uint8_t* scratch);

} // namespace saccade
