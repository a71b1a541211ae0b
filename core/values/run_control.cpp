// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/run_control.h"

#include "core/values/error.h"

#include <chrono>
#include <cmath>

namespace saccade {

void RunControl::pause()
{
    const std::lock_guard lock(m_mutex);
    if (m_state == State::Running)
        m_state = State::Paused;
}

void RunControl::resume()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_state == State::Paused)
            m_state = State::Running;
    }
    m_changed.notify_all();
}

void RunControl::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_state = State::Stopping;
    }
    m_changed.notify_all();
}

void RunControl::setLearningRateFactor(double factor)
{
    if (!(factor > 0.0) || !std::isfinite(factor))
        throw Error("the learning rate's factor must be above 0", Error::Kind::Usage);
    const std::lock_guard lock(m_mutex);
    m_learningRateFactor = factor;
}

double RunControl::learningRateFactor() const
{
    const std::lock_guard lock(m_mutex);
    return m_learningRateFactor;
}

bool RunControl::isPaused() const
{
    const std::lock_guard lock(m_mutex);
    return m_state == State::Paused;
}

bool RunControl::isStopping() const
{
    const std::lock_guard lock(m_mutex);
    return m_state == State::Stopping;
}

bool RunControl::checkpoint()
{
    std::unique_lock lock(m_mutex);
    if (m_state == State::Paused) {
        const auto start = std::chrono::steady_clock::now();
        m_changed.wait(lock, [this] { return m_state != State::Paused; });
        m_secondsPaused += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    return m_state != State::Stopping;
}

double RunControl::secondsPaused() const
{
    const std::lock_guard lock(m_mutex);
    return m_secondsPaused;
}

} // namespace saccade
