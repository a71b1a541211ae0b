// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>

namespace saccade {

/// How far a long piece of work is: `share` in 0..1, below 0 where it cannot be known; and what is being
/// done.
using Progress = std::function<void(double share, const std::string& what)>;

/// The only way into running work: pause, resume, stop, and a factor on the learning rate. Any thread may
/// call any function.
class RunControl
{
public:
    void pause();
    void resume();
    void stop();
    /// Multiplies the scheduled learning rate from the next batch on. Throws Error (Usage) unless above 0.
    void setLearningRateFactor(double factor);

    double learningRateFactor() const;
    bool isPaused() const;
    bool isStopping() const;

    /// Polled by the work once a batch. Blocks while paused; false: stop now.
    bool checkpoint();
    /// Seconds spent blocked in checkpoint().
    double secondsPaused() const;

private:
    enum class State
    {
        Running,
        Paused,
        Stopping
    };

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    State m_state = State::Running;
    double m_learningRateFactor = 1.0;
    double m_secondsPaused = 0.0;
};

} // namespace saccade
