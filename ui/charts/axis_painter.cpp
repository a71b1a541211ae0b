// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/axis_painter.h"

#include "ui/charts/chart_colours.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPalette>

#include <algorithm>
#include <cmath>

namespace saccade::ui {

void paintAxes(QPainter& painter, const QRect& plot, const std::vector<AxisLabel>& x,
               const std::vector<AxisLabel>& y, const QPalette& palette)
{
    const QFontMetrics metrics(painter.font());
    const QColor line = gridColour(palette);
    const QColor text = palette.color(QPalette::PlaceholderText);
    // A line of one pixel on whole pixels stays sharp.
    for (const AxisLabel& label : y) {
        const int at = int(std::lround(label.at));
        painter.fillRect(QRect(plot.left(), at, plot.width(), 1), line);
        painter.setPen(text);
        painter.drawText(QRect(0, at - metrics.height() / 2, plot.left() - 7, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, label.text);
    }
    int free = plot.left();
    painter.setPen(text);
    for (const AxisLabel& label : x) {
        const int width = metrics.horizontalAdvance(label.text) + 1;
        // Centred below its place, but inside the plot's ends.
        const int left = std::clamp(int(label.at) - width / 2, plot.left(),
                                    std::max(plot.left(), plot.right() + 1 - width));
        if (left < free)
            continue;
        painter.drawText(QRect(left, plot.bottom() + 4, width, metrics.height()), Qt::AlignLeft, label.text);
        free = left + width + 12;
    }
}

} // namespace saccade::ui
