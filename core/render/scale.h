// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace saccade {

/// The values that the two ends of a colour map stand for.
struct Scale
{
    float minimum = 0.0F;
    float maximum = 1.0F;
    bool operator==(const Scale&) const = default;
};

/// Lowest and highest finite value; {0, 1} where there is none.
Scale scaleOf(std::span<const float> values);

/// Where a value lies on the scale, 0..1; values outside count as the nearest end, and what is not a number
/// as 0. A scale whose ends are equal puts everything at 0.
float positionOn(const Scale& scale, float value);

} // namespace saccade
