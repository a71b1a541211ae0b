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

} // namespace saccade
