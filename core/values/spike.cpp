// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/spike.h"

#include <cstdio>

namespace saccade {

std::string describe(const Spike& spike, bool clipped)
{
    const auto number = [](double value) {
        char text[32];
        std::snprintf(text, sizeof(text), "%.3g", value);
        return std::string(text);
    };
    std::string text = (spike.inLoss ? "Loss spike at step " : "Gradient spike at step ") +
                       std::to_string(spike.step) + ": loss " + number(spike.loss) + " after " +
                       number(spike.usualLoss) + " as usual";
    if (spike.usualGradientNorm > 0.0)
        text += "; the gradient was " + number(spike.gradientNorm / spike.usualGradientNorm) +
                " times its usual length";
    return text + ". Should this come back, try a lower learning rate" +
           (clipped ? " or a longer warm-up." : ", a longer warm-up or gradient clipping.");
}

} // namespace saccade
