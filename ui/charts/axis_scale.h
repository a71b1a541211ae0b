// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>
#include <vector>

namespace saccade::ui {

/// The least interval that holds all values included so far.
struct Extent
{
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    bool empty() const { return low > high; }
    void include(double value);
};

/// The ends of an axis and the values that get a line and a number.
struct AxisScale
{
    double from = 0.0;
    double to = 1.0;
    std::vector<double> ticks; ///< ascending, inside [from, to]
};

/// Steps of 1, 2 or 5 times a power of ten, at most `intervals` of them; the ends are widened to whole steps.
AxisScale linearScale(const Extent& values, int intervals);

/// The same steps between ends that stay as they are.
std::vector<double> ticksWithin(double from, double to, int intervals);

/// For positive values on a logarithmic axis: a little room at both ends, at most `most` ticks (at least 2)
/// at round numbers.
AxisScale logScale(const Extent& values, int most);

} // namespace saccade::ui
