// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_readout.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace saccade::ui {

namespace {

constexpr int padding = 7;
constexpr int dotRoom = 12;
constexpr int columnGap = 10;
constexpr int betweenColumns = 18;

} // namespace

ChartReadout::ChartReadout(QWidget* parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void ChartReadout::showAt(double x, const QRect& plot, const QString& heading, std::vector<Row> rows)
{
    m_shown = true;
    m_x = x;
    m_plot = plot;
    m_heading = heading;
    m_rows = std::move(rows);
    update();
}

void ChartReadout::clear()
{
    if (!m_shown)
        return;
    m_shown = false;
    update();
}

int ChartReadout::rowsInColumn() const
{
    const int fitting = std::max(1, (m_plot.height() - 2 * padding) / QFontMetrics(font()).height() - 1);
    const int columns = std::max(1, (int(m_rows.size()) + fitting - 1) / fitting);
    return std::max(1, (int(m_rows.size()) + columns - 1) / columns);
}

/// One column of rows, without its heading.
QSize ChartReadout::columnSize() const
{
    const QFontMetrics metrics(font());
    int names = 0;
    int values = 0;
    for (const Row& row : m_rows) {
        names = std::max(names, metrics.horizontalAdvance(row.name));
        values = std::max(values, metrics.horizontalAdvance(row.value));
    }
    return {dotRoom + names + columnGap + values, metrics.height() * rowsInColumn()};
}

QRect ChartReadout::tableRect() const
{
    const QFontMetrics metrics(font());
    const int columns = std::max(1, (int(m_rows.size()) + rowsInColumn() - 1) / rowsInColumn());
    const int content = std::max(metrics.horizontalAdvance(m_heading),
                                 columns * (columnSize().width() + betweenColumns) - betweenColumns);
    const QSize size(content + 2 * padding, metrics.height() + columnSize().height() + 2 * padding - 2);
    // To the right of the line where there is room, else to its left; in the half that has fewer of the
    // points.
    int left = int(m_x) + 10;
    if (left + size.width() > m_plot.right())
        left = std::max(0, int(m_x) - 10 - size.width());
    const auto inUpperHalf = [&](const Row& row) { return row.point.y() < m_plot.center().y(); };
    const bool below =
        2 * std::count_if(m_rows.begin(), m_rows.end(), inUpperHalf) > std::ptrdiff_t(m_rows.size());
    const int top = below ? m_plot.bottom() - 2 - size.height() : m_plot.top() + 2;
    return {QPoint(left, std::max(0, top)), size};
}

void ChartReadout::paintEvent(QPaintEvent* /*event*/)
{
    if (!m_shown)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor line = palette().color(QPalette::PlaceholderText);
    line.setAlphaF(0.7F);
    painter.setPen(QPen(line, 1.0));
    painter.drawLine(QPointF(m_x, m_plot.top()), QPointF(m_x, m_plot.bottom()));
    painter.setPen(QPen(palette().color(QPalette::Base), 1.5));
    for (const Row& row : m_rows) {
        painter.setBrush(row.colour);
        painter.drawEllipse(row.point, 4.0, 4.0);
    }

    const QRect table = tableRect();
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(palette().color(QPalette::ToolTipBase));
    painter.drawRoundedRect(QRectF(table).adjusted(0.5, 0.5, -0.5, -0.5), 5.0, 5.0);
    const QFontMetrics metrics(font());
    const QRect inside = table.adjusted(padding, padding - 1, -padding, 0);
    const QRect headingRect(inside.topLeft(), QSize(inside.width(), metrics.height()));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(headingRect, Qt::AlignLeft | Qt::AlignVCenter, m_heading);
    const int inColumn = rowsInColumn();
    // A lone column is as wide as the table, whose heading may be the wider one.
    const int width = int(m_rows.size()) <= inColumn ? inside.width() : columnSize().width();
    for (int i = 0; i < int(m_rows.size()); ++i) {
        const Row& row = m_rows[std::size_t(i)];
        const QRect at(inside.left() + i / inColumn * (width + betweenColumns),
                       inside.top() + (1 + i % inColumn) * metrics.height(), width, metrics.height());
        painter.setPen(Qt::NoPen);
        painter.setBrush(row.colour);
        painter.drawEllipse(QPointF(at.left() + 3.0, at.top() + metrics.height() / 2.0), 3.0, 3.0);
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(at.adjusted(dotRoom, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, row.name);
        painter.setPen(palette().color(QPalette::ToolTipText));
        painter.drawText(at, Qt::AlignRight | Qt::AlignVCenter, row.value);
    }
}

} // namespace saccade::ui
