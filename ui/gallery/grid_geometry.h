// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QRect>

#include <algorithm>

namespace saccade::ui {

/// Where the thumbnails of a gallery lie: squares in rows from the top left, all of one size, so that a place
/// is arithmetic and a layout costs nothing however many pictures there are. Content coordinates: not
/// scrolled.
struct GridGeometry
{
    static constexpr int margin = 5; ///< room for the outline of a picture at the edge
    static constexpr int gap = 4;

    int count = 0;
    int columns = 1;
    int side = 1;

    /// As many columns of at least `wanted` pixels as fit, widened so that they fill the width.
    static GridGeometry fit(int width, int wanted, int count)
    {
        GridGeometry grid;
        const int room = std::max(1, width - 2 * margin);
        grid.count = count;
        grid.columns = std::max(1, (room + gap) / (wanted + gap));
        grid.side = std::max(1, (room - (grid.columns - 1) * gap) / grid.columns);
        return grid;
    }

    int pitch() const { return side + gap; }
    int rows() const { return (count + columns - 1) / columns; }
    int height() const { return rows() == 0 ? 0 : 2 * margin + rows() * pitch() - gap; }

    QRect cell(int item) const
    {
        return {margin + (item % columns) * pitch(), margin + (item / columns) * pitch(), side, side};
    }

    /// -1 beside the pictures and in the gaps between them.
    int itemAt(QPoint point) const
    {
        if (point.x() < margin || point.y() < margin)
            return -1;
        const int column = (point.x() - margin) / pitch();
        const int item = (point.y() - margin) / pitch() * columns + column;
        return column < columns && item < count && cell(item).contains(point) ? item : -1;
    }

    /// First item of the row that covers y (or lies below it), and one past the last: what to paint between.
    int firstItemFrom(int y) const { return std::clamp((y - margin) / pitch(), 0, rows()) * columns; }
    int lastItemBefore(int y) const
    {
        return std::min(count, (std::max(0, y - margin) / pitch() + 1) * columns);
    }
};

} // namespace saccade::ui
