// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

namespace saccade {

/// An IEEE 754 half-precision number (sign, 5 bits of exponent, 10 of fraction) as a float, exactly.
inline float fromHalf(std::uint16_t bits)
{
    const int exponent = (bits >> 10) & 0x1F;
    const int fraction = bits & 0x3FF;
    float magnitude = 0.0F;
    if (exponent == 0x1F)
        magnitude =
            fraction == 0 ? std::numeric_limits<float>::infinity() : std::numeric_limits<float>::quiet_NaN();
    else if (exponent == 0)
        magnitude = std::ldexp(float(fraction), -24); // subnormal
    else
        magnitude = std::ldexp(float(fraction + 0x400), exponent - 25);
    return (bits & 0x8000) != 0 ? -magnitude : magnitude;
}

} // namespace saccade
