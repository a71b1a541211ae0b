// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/scale.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace saccade {

Scale scaleOf(std::span<const float> values)
{
    Scale scale{std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity()};
    for (const float value : values) {
        if (!std::isfinite(value))
            continue;
        scale.minimum = std::min(scale.minimum, value);
        scale.maximum = std::max(scale.maximum, value);
    }
    return scale.minimum <= scale.maximum ? scale : Scale{};
}

float positionOn(const Scale& scale, float value)
{
    const float range = scale.maximum - scale.minimum;
    const float position = range > 0.0F ? (value - scale.minimum) / range : 0.0F;
    return position > 0.0F ? std::min(position, 1.0F) : 0.0F; // a NaN fails the comparison
}

} // namespace saccade
