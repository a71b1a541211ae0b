// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace saccade {

struct ChartPoint
{
    double x = 0.0;
    double y = 0.0;
};

struct ChartSeries
{
    std::string name;
    std::vector<ChartPoint> points; ///< by x; points that are not finite are left out
    bool marked = false;            ///< dots on its points, for the few that are measured
};

/// A line chart as an SVG document, for reports written where there is no window. Axes start at the data's
/// bounds, rounded outwards to steps of 1, 2 or 5 times a power of ten.
std::string lineChartSvg(const std::string& title, const std::string& xLabel,
                         const std::vector<ChartSeries>& series);

} // namespace saccade
