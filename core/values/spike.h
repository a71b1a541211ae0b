// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace saccade {

/// A step whose loss or gradient stood far out of those before it.
struct Spike
{
    std::int64_t step = 0;
    double loss = 0.0;
    double usualLoss = 0.0; ///< median of the steps before
    double gradientNorm = 0.0;
    double usualGradientNorm = 0.0; ///< median of the steps before
    bool inLoss = false;
    bool inGradient = false;
    bool isFirst = true; ///< no other stands shortly before: worth a note
    bool operator==(const Spike&) const = default;
};

/// A sentence for a log: what happened, and what to try. `clipped`: gradients are cut already.
std::string describe(const Spike& spike, bool clipped);

} // namespace saccade
