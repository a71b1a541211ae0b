// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/axis_scale.h"

#include <algorithm>
#include <cmath>

namespace saccade::ui {

namespace {

/// The least of 1, 2, 5, 10, 20, … times a power of ten that is at least `wanted`.
double roundStep(double wanted)
{
    const double power = std::pow(10.0, std::floor(std::log10(wanted)));
    for (const double digit : {1.0, 2.0, 5.0})
        if (digit * power >= wanted * (1.0 - 1e-9))
            return digit * power;
    return 10.0 * power;
}

/// Multiples of the step: computed from whole numbers, since a running sum would drift.
std::vector<double> multiples(double step, double from, double to)
{
    std::vector<double> result;
    const double first = std::ceil(from / step - 1e-9);
    for (double i = first; i * step <= to + step * 1e-9; ++i)
        result.push_back(i * step);
    return result;
}

std::vector<double> mantissaTicks(const std::vector<double>& mantissas, double from, double to)
{
    std::vector<double> result;
    for (double power = std::floor(std::log10(from)); power <= std::ceil(std::log10(to)); ++power)
        for (const double mantissa : mantissas)
            if (const double tick = mantissa * std::pow(10.0, power); tick >= from && tick <= to)
                result.push_back(tick);
    return result;
}

} // namespace

void Extent::include(double value)
{
    low = std::min(low, value);
    high = std::max(high, value);
}

AxisScale linearScale(const Extent& values, int intervals)
{
    if (values.empty())
        return {0.0, 1.0, {}};
    double low = values.low;
    double high = values.high;
    if (high - low <= std::abs(high) * 1e-9) {
        // A constant curve lies in the middle of a range of its own size, and zero between -1 and 1.
        const double room = high == 0.0 ? 1.0 : std::abs(high) / 2.0;
        low -= room;
        high += room;
    }
    // Widening to whole steps can add an interval; a coarser step then makes up for it.
    double step = roundStep((high - low) / std::max(1, intervals));
    for (;; step = roundStep(step * 1.5)) {
        const double from = std::floor(low / step + 1e-9) * step;
        const double to = std::ceil(high / step - 1e-9) * step;
        if (std::round((to - from) / step) <= std::max(2, intervals))
            return {from, to, multiples(step, from, to)};
    }
}

std::vector<double> ticksWithin(double from, double to, int intervals)
{
    if (!(to > from))
        return {from};
    return multiples(roundStep((to - from) / std::max(1, intervals)), from, to);
}

AxisScale logScale(const Extent& values, int most)
{
    if (values.empty() || values.low <= 0.0)
        return {1.0, 10.0, {}};
    const double room = std::max(0.02, 0.04 * std::log10(values.high / values.low));
    AxisScale scale;
    scale.from = values.low * std::pow(10.0, -room);
    scale.to = values.high * std::pow(10.0, room);
    const std::vector<std::vector<double>> finer{
        {1}, {1, 3}, {1, 2, 5}, {1, 1.5, 2, 3, 5, 7}, {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9}};
    for (const std::vector<double>& mantissas : finer) {
        std::vector<double> ticks = mantissaTicks(mantissas, scale.from, scale.to);
        if (int(ticks.size()) > std::max(2, most))
            break;
        scale.ticks = std::move(ticks);
    }
    if (scale.ticks.size() < 2)
        scale.ticks = ticksWithin(scale.from, scale.to, std::max(2, most));
    return scale;
}

} // namespace saccade::ui
