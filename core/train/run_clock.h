// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/run_control.h"
#include "core/values/train_spec.h"

#include <cstdint>

namespace saccade {

/// Seconds of a clock that never goes back.
double clockSeconds();

/// How far a run is and how long it will take: by its steps or, where it is sized in minutes, by the clock,
/// evaluations and all.
class RunClock
{
public:
    /// `secondsBefore`: what the run took before it was resumed. The clock runs from here on.
    RunClock(const TrainSpec& spec, int stepsPerEpoch, double secondsBefore, const RunControl& control);

    /// Seconds of the run so far, pauses left out.
    double elapsed() const;
    /// When the first step began: a schedule by the clock begins there, warm-up and all.
    void setFirstStep(double seconds) { m_firstStep = seconds; }
    /// What a run sized in minutes keeps of its time for what follows the last step.
    void reserve(double seconds) { m_reserve = seconds; }

    /// Where the next step stands in the schedule, 0..1.
    double progress(std::int64_t stepsDone) const;
    /// Whether no further step is to be taken; once it is so it stays so.
    bool isOver(int epochsDone);
    /// Whether the time, if it is that which counts, is up inside an epoch.
    bool isTimeUp();
    /// Steps of the whole run; an estimate where it is sized in minutes.
    std::int64_t plannedSteps(std::int64_t stepsDone) const;
    /// Until the run's end, evaluations too; below 0 where it cannot be told yet.
    double secondsLeft(std::int64_t stepsDone) const;

private:
    bool byTime() const { return m_spec.minutes > 0; }
    /// Seconds that a run sized in minutes trains for, evaluations between its steps included.
    double timeToTrain() const;
    /// The share of them that is over, 0..1.
    double shareOfTime() const;

    TrainSpec m_spec;
    int m_stepsPerEpoch;
    double m_before;
    const RunControl& m_control;
    double m_start;
    double m_firstStep = 0.0;
    double m_reserve = 0.0;
    bool m_timeIsUp = false;
};

} // namespace saccade
