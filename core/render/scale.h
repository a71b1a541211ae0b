// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
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
inline float positionOn(const Scale& scale, float value)
{
    const float range = scale.maximum - scale.minimum;
    const float position = range > 0.0F ? (value - scale.minimum) / range : 0.0F;
    return position > 0.0F ? std::min(position, 1.0F) : 0.0F; // a NaN fails the comparison
}

} // namespace saccade
