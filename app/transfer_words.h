// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <string>

namespace saccade {

/// How fast bytes arrive, over the last five seconds: a mean over the whole transfer would hide that it has
/// become slow.
class SpeedMeter
{
public:
    /// `done` bytes had arrived `seconds` after the start. Both never fall.
    void add(double seconds, std::uint64_t done);
    /// Bytes a second; 0 where nothing can be said yet.
    double bytesPerSecond() const;

private:
    struct Sample
    {
        double seconds;
        std::uint64_t done;
    };
    std::deque<Sample> m_samples;
};

/// "41.2 of 170.1 MB, 3.1 MB/s, about 42 seconds left"; the first part alone where the speed is 0.
std::string transferWords(std::uint64_t done, std::uint64_t total, double bytesPerSecond);

} // namespace saccade
