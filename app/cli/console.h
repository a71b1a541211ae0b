// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/run_control.h"

#include <chrono>
#include <string>

namespace saccade::cli {

/// Progress on stderr: a bar that is redrawn on a terminal, a line now and then elsewhere.
class ProgressLine
{
public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// `share` in 0..1, below 0 where it is not known.
    void show(double share, const std::string& what);
    /// A line that stays.
    void say(const std::string& line);
    Progress function();

private:
    void clear();

    bool m_terminal;
    bool m_drawn = false;
    std::chrono::steady_clock::time_point m_last;
};

/// While it lives, Ctrl+C and a polite kill ask the control to stop; a second one ends the program at once.
class InterruptGuard
{
public:
    explicit InterruptGuard(RunControl& control);
    ~InterruptGuard();
    InterruptGuard(const InterruptGuard&) = delete;
    InterruptGuard& operator=(const InterruptGuard&) = delete;
};

bool wasInterrupted();

/// "1 m 52 s".
std::string durationText(double seconds);

} // namespace saccade::cli
