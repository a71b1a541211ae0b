// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfer_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace saccade {

namespace {

constexpr double windowSeconds = 5.0;

std::string oneDecimal(double value)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.1f", value);
    return text.data();
}

std::string counted(double value, const char* unit)
{
    const auto count = std::max(1LL, std::llround(value));
    return "about " + std::to_string(count) + " " + unit + (count == 1 ? "" : "s");
}

std::string durationWords(double seconds)
{
    if (seconds < 59.5)
        return counted(seconds, "second");
    if (seconds < 90 * 60.0)
        return counted(seconds / 60.0, "minute");
    if (seconds < 48 * 3600.0)
        return counted(seconds / 3600.0, "hour");
    return "more than two days";
}

} // namespace

void SpeedMeter::add(double seconds, std::uint64_t done)
{
    m_samples.push_back({seconds, done});
    while (m_samples.size() > 2 && seconds - m_samples[1].seconds >= windowSeconds)
        m_samples.pop_front();
}

double SpeedMeter::bytesPerSecond() const
{
    if (m_samples.size() < 2)
        return 0.0;
    const double seconds = m_samples.back().seconds - m_samples.front().seconds;
    return seconds > 0.0 ? double(m_samples.back().done - m_samples.front().done) / seconds : 0.0;
}

std::string transferWords(std::uint64_t done, std::uint64_t total, double bytesPerSecond)
{
    std::string words = oneDecimal(double(done) / 1e6) + " of " + oneDecimal(double(total) / 1e6) + " MB";
    if (bytesPerSecond > 0.0 && done < total)
        words += ", " +
                 (bytesPerSecond < 1e5 ? oneDecimal(bytesPerSecond / 1e3) + " kB/s"
                                       : oneDecimal(bytesPerSecond / 1e6) + " MB/s") +
                 ", " + durationWords(double(total - done) / bytesPerSecond) + " left";
    return words;
}

} // namespace saccade
