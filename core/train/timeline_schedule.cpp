// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/timeline_schedule.h"

#include <algorithm>

namespace saccade {

namespace {

constexpr std::size_t MostBytes = std::size_t(1) << 29;
constexpr std::size_t Fewest = 12;

} // namespace

TimelineSchedule::TimelineSchedule(std::size_t frameBytes)
    : m_capacity(std::clamp(MostBytes / std::max<std::size_t>(1, frameBytes), Fewest, Most))
{
}

bool TimelineSchedule::isDue(std::int64_t step, double seconds) const
{
    if (step < m_next)
        return false;
    const double elapsed = m_begin < 0.0 ? 0.0 : seconds - m_begin;
    return m_spent + m_lastCost <= CostShare * elapsed + Allowance;
}

void TimelineSchedule::recorded(std::int64_t step, std::int64_t planned, double seconds, double cost)
{
    if (m_begin < 0.0)
        m_begin = seconds;
    m_spent += cost;
    m_lastCost = cost;
    goOn(step, planned);
}

void TimelineSchedule::goOn(std::int64_t step, std::int64_t planned)
{
    const auto evenly = std::int64_t(m_capacity * Evenly / Most);
    const std::int64_t apart = std::max<std::int64_t>(1, (planned + evenly - 1) / evenly);
    m_next = step + std::clamp<std::int64_t>(step, 1, apart);
}

std::vector<std::size_t> thinnedOut(std::size_t count)
{
    std::vector<std::size_t> places;
    for (std::size_t place = 1; place < count / 2; place += 2)
        places.push_back(place);
    return places;
}

} // namespace saccade
