// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace saccade {

/// The sRGB colour of a CIE lightness L* (0..100) and of a hue (degrees) and chroma in OKLab (Ottosson 2020).
/// A chroma that sRGB does not reach at this lightness is reduced until it does.
std::array<std::uint8_t, 3> srgbOf(double lightness, double chroma, double hueDegrees);

} // namespace saccade
