// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace saccade {

/// When a run's pinned pictures are recorded: at steps 0, 1, 2, 4, 8 and so on, since a model changes most in
/// its first steps, until that is further apart than an even share of the run; from there on evenly.
class TimelineSchedule
{
public:
    /// So many moments a run has at most, and about Evenly of them where its length is known.
    static constexpr std::size_t Most = 120;
    static constexpr std::size_t Evenly = 100;
    /// What recording may take: a share of the run's time, and so much more for the first steps.
    static constexpr double CostShare = 0.01;
    static constexpr double Allowance = 0.5; ///< seconds

    /// `frameBytes`: size of a moment's file. Large models have fewer moments, so that all of them together
    /// stay below half a gibibyte, but a dozen at least.
    explicit TimelineSchedule(std::size_t frameBytes = 0);

    std::size_t capacity() const { return m_capacity; }
    /// Whether the moment after `step` steps is to be recorded; `seconds` is the run's time.
    bool isDue(std::int64_t step, double seconds) const;
    /// It was, and took `cost` seconds; the run will have about `planned` steps.
    void recorded(std::int64_t step, std::int64_t planned, double seconds, double cost);
    /// The run goes on behind `step`, the last one that is recorded.
    void goOn(std::int64_t step, std::int64_t planned);

private:
    std::size_t m_capacity;
    std::int64_t m_next = 0; ///< first step that is due
    double m_begin = -1.0;   ///< the run's time at the first moment recorded here
    double m_spent = 0.0;    ///< seconds
    double m_lastCost = 0.0;
};

/// The places, of `count` moments by step, that are given up to make room: every other one of the older half,
/// never the first.
std::vector<std::size_t> thinnedOut(std::size_t count);

} // namespace saccade
