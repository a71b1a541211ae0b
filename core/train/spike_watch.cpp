// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/spike_watch.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace saccade {

namespace {

/// The upper one of two in the middle.
double median(std::vector<double> values)
{
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

double robustDeviation(const std::deque<double>& values, double centre)
{
    std::vector<double> distances;
    distances.reserve(values.size());
    for (const double value : values)
        distances.push_back(std::abs(value - centre));
    return 1.4826 * median(std::move(distances));
}

void remember(std::deque<double>& values, double value)
{
    values.push_back(value);
    if (values.size() > SpikeWatch::Window)
        values.pop_front();
}

} // namespace

std::optional<Spike> SpikeWatch::add(std::int64_t step, const StepFigures& figures)
{
    const auto& [loss, gradientNorm, isMixed] = figures;
    if (!std::isfinite(loss) || !std::isfinite(gradientNorm))
        return std::nullopt;
    Past& past = isMixed ? m_mixed : m_plain;
    Spike spike{step, loss, 0.0, gradientNorm, 0.0};
    if (past.losses.size() >= Least) {
        spike.usualLoss = median({past.losses.begin(), past.losses.end()});
        spike.usualGradientNorm = median({past.norms.begin(), past.norms.end()});
        const double deviation =
            std::max(robustDeviation(past.losses, spike.usualLoss), 0.02 + 0.01 * std::abs(spike.usualLoss));
        spike.inLoss = loss > spike.usualLoss + LossDeviations * deviation;
        spike.inGradient =
            spike.usualGradientNorm > 0.0 && gradientNorm > GradientTimes * spike.usualGradientNorm;
    }
    remember(past.losses, loss);
    remember(past.norms, gradientNorm);
    if (!spike.inLoss && !spike.inGradient)
        return std::nullopt;
    spike.isFirst = m_lastSpike < 0 || step - m_lastSpike > Quiet;
    m_lastSpike = step;
    return spike;
}

std::optional<Spike> SpikeWatch::add(std::int64_t firstStep, std::span<const StepFigures> steps)
{
    std::optional<Spike> highest;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        auto spike = add(firstStep + std::int64_t(i), steps[i]);
        if (!spike)
            continue;
        spike->isFirst |= highest && highest->isFirst;
        if (!highest || spike->loss > highest->loss)
            highest = spike;
        else
            highest->isFirst |= spike->isFirst;
    }
    return highest;
}

} // namespace saccade
