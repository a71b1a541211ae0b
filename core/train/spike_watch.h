// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/spike.h"

#include <deque>
#include <optional>
#include <span>

namespace saccade {

/// What is looked at of a step.
struct StepFigures
{
    double loss = 0.0;
    double gradientNorm = 0.0;
    bool isMixed = false; ///< on pictures mixed by mixup or CutMix
};

/// Tells steps that stand out of those before them. It only looks: nothing of it changes the training, and a
/// resumed run begins with an empty one.
///
/// The rule, over the Window steps of its kind before, once there are Least of them; steps on mixed pictures
/// are a kind of their own, as their loss is higher where the pictures are learned:
///   - the loss spikes where it exceeds their median by LossDeviations robust deviations, a deviation being
///     1.4826 times the median distance from the median (equal to the standard deviation of a normal
///     distribution, and not moved by the spikes themselves), but at least 0.02 + 1 % of the median, since
///     losses close to zero are small and uneven;
///   - the gradient spikes where it is longer than GradientTimes their median length.
/// Steps that spiked count among those before like any other: after a lasting rise the new level is the usual
/// one half a window later.
class SpikeWatch
{
public:
    static constexpr std::size_t Window = 100;
    static constexpr std::size_t Least = 20;
    static constexpr double LossDeviations = 6.0;
    static constexpr double GradientTimes = 10.0;
    /// Steps after a spike in which another is no news.
    static constexpr std::int64_t Quiet = 50;

    /// What is not a finite number is not looked at.
    std::optional<Spike> add(std::int64_t step, const StepFigures& figures);
    /// Consecutive steps from this one on; the spike with the highest loss of them.
    std::optional<Spike> add(std::int64_t firstStep, std::span<const StepFigures> steps);

private:
    /// Of the steps before.
    struct Past
    {
        std::deque<double> losses;
        std::deque<double> norms;
    };

    Past m_plain;
    Past m_mixed;
    std::int64_t m_lastSpike = -1;
};

} // namespace saccade
