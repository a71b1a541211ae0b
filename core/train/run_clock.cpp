// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/run_clock.h"

#include <algorithm>
#include <chrono>

namespace saccade {

double clockSeconds()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

RunClock::RunClock(const TrainSpec& spec, int stepsPerEpoch, double secondsBefore, const RunControl& control)
    : m_spec(spec)
    , m_stepsPerEpoch(stepsPerEpoch)
    , m_before(secondsBefore)
    , m_control(control)
    , m_start(clockSeconds() - control.secondsPaused())
{
}

double RunClock::elapsed() const
{
    return m_before + clockSeconds() - m_start - m_control.secondsPaused();
}

double RunClock::timeToTrain() const
{
    const double all = m_spec.minutes * 60.0;
    // However slow evaluating is, most of the time is for learning.
    return all - std::min(m_reserve, all / 2);
}

double RunClock::shareOfTime() const
{
    const double all = timeToTrain() - m_firstStep;
    return all > 0 ? std::clamp((elapsed() - m_firstStep) / all, 0.0, 1.0) : 1.0;
}

double RunClock::progress(std::int64_t stepsDone) const
{
    if (byTime())
        return shareOfTime();
    // Step k of n (from 0) trains at (k + 1) / (n + 1): neither the first nor the last step has a rate of 0.
    return double(stepsDone + 1) / double(plannedSteps(stepsDone) + 1);
}

bool RunClock::isTimeUp()
{
    // Remembered, so that a reserve that shrinks does not begin another epoch.
    m_timeIsUp = m_timeIsUp || (byTime() && elapsed() >= timeToTrain());
    return m_timeIsUp;
}

bool RunClock::isOver(int epochsDone)
{
    return byTime() ? isTimeUp() : epochsDone >= m_spec.epochs;
}

std::int64_t RunClock::plannedSteps(std::int64_t stepsDone) const
{
    if (!byTime())
        return std::int64_t(m_spec.epochs) * m_stepsPerEpoch;
    const double done = shareOfTime();
    if (stepsDone == 0 || done <= 0)
        return m_stepsPerEpoch;
    return std::max(stepsDone, std::int64_t(double(stepsDone) / done));
}

double RunClock::secondsLeft(std::int64_t stepsDone) const
{
    if (byTime())
        return std::max(0.0, m_spec.minutes * 60.0 - elapsed());
    constexpr std::int64_t Few = 3;
    if (stepsDone < Few)
        return -1.0;
    return elapsed() / double(stepsDone) * double(plannedSteps(stepsDone) - stepsDone);
}

} // namespace saccade
