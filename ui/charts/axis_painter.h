// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>

#include <vector>

class QPainter;
class QPalette;

namespace saccade::ui {

/// A number beside an axis and where it belongs, in pixels along the axis.
struct AxisLabel
{
    double at = 0.0;
    QString text;
};

/// Draws hairlines across the plot at the y labels, the y labels to its left and the x labels below it, in
/// the painter's font. Labels that would touch the one before are left out.
void paintAxes(QPainter& painter, const QRect& plot, const std::vector<AxisLabel>& x,
               const std::vector<AxisLabel>& y, const QPalette& palette);

} // namespace saccade::ui
