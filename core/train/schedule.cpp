// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace saccade {

double learningRateAt(const TrainSpec& spec, double progress)
{
    progress = std::clamp(progress, 0.0, 1.0);
    if (progress < spec.warmup)
        return spec.learningRate * progress / spec.warmup;
    const double decayed = (progress - spec.warmup) / (1.0 - spec.warmup);
    const double range = spec.learningRate - spec.minLearningRate;
    switch (spec.schedule) {
    case Schedule::Cosine:
        return spec.minLearningRate + range * 0.5 * (1.0 + std::cos(std::numbers::pi * decayed));
    case Schedule::Linear:
        return spec.learningRate - range * decayed;
    case Schedule::Constant:
        break;
    }
    return spec.learningRate;
}

} // namespace saccade
