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

std::optional<Spike> SpikeWatch::add(std::int64_t step, double loss, double gradientNorm)
{
    if (!std::isfinite(loss) || !std::isfinite(gradientNorm))
        return std::nullopt;
    Spike spike{step, loss, 0.0, gradientNorm, 0.0};
    if (m_losses.size() >= Least) {
        spike.usualLoss = median({m_losses.begin(), m_losses.end()});
        spike.usualGradientNorm = median({m_norms.begin(), m_norms.end()});
        const double deviation =
            std::max(robustDeviation(m_losses, spike.usualLoss), 0.02 + 0.01 * std::abs(spike.usualLoss));
        spike.inLoss = loss > spike.usualLoss + LossDeviations * deviation;
        spike.inGradient =
            spike.usualGradientNorm > 0.0 && gradientNorm > GradientTimes * spike.usualGradientNorm;
    }
    remember(m_losses, loss);
    remember(m_norms, gradientNorm);
    if (!spike.inLoss && !spike.inGradient)
        return std::nullopt;
    spike.isFirst = m_lastSpike < 0 || step - m_lastSpike > Quiet;
    m_lastSpike = step;
    return spike;
}

std::optional<Spike> SpikeWatch::add(std::int64_t firstStep, std::span<const double> losses,
                                     std::span<const double> gradientNorms)
{
    std::optional<Spike> highest;
    for (std::size_t i = 0; i < std::min(losses.size(), gradientNorms.size()); ++i) {
        auto spike = add(firstStep + std::int64_t(i), losses[i], gradientNorms[i]);
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
