// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/inspector/bar_list.h"

#include "ui/support/look.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace saccade::ui {

namespace {

constexpr int BarHeight = 8;
constexpr int Gap = 8;
constexpr int LeastTrack = 48; // pixels of bar that long names leave

} // namespace

BarList::BarList(Accent accent, QWidget* parent)
    : QWidget(parent)
    , m_accent(accent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void BarList::setRows(const QList<Row>& rows)
{
    if (rows == m_rows)
        return;
    const bool resized = rows.size() != m_rows.size();
    m_rows = rows;
    QStringList spoken;
    for (const Row& row : rows)
        spoken << (row.name + QLatin1Char(' ') + row.value + QLatin1Char(' ') + row.change).trimmed();
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    if (resized)
        updateGeometry();
    update();
}

int BarList::rowHeight() const
{
    return fontMetrics().height() + 4;
}

QSize BarList::sizeHint() const
{
    return {220, int(m_rows.size()) * rowHeight()};
}

QSize BarList::minimumSizeHint() const
{
    return {140, sizeHint().height()};
}

std::optional<int> BarList::rowAt(const QPoint& position) const
{
    const int row = position.y() / rowHeight();
    if (position.y() < 0 || row >= m_rows.size())
        return std::nullopt;
    return row;
}

void BarList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont bold = font();
    bold.setBold(true);
    int valueWidth = width() / 5;
    int changeWidth = 0;
    int longestName = 0;
    for (const Row& row : m_rows) {
        longestName =
            std::max(longestName, QFontMetrics(row.isFirst ? bold : font()).horizontalAdvance(row.name) + 1);
        valueWidth = std::max(valueWidth, QFontMetrics(bold).horizontalAdvance(row.value) + 1);
        if (!row.change.isEmpty())
            changeWidth =
                std::max(changeWidth, QFontMetrics(bold).horizontalAdvance(row.change) + 1 + Gap / 2);
    }
    const int room = width() - valueWidth - changeWidth - 2 * Gap - LeastTrack;
    const int nameWidth = std::max(width() * (changeWidth > 0 ? 28 : 36) / 100, std::min(longestName, room));
    const QRectF track(nameWidth + Gap, 0,
                       std::max(8, width() - nameWidth - valueWidth - changeWidth - 2 * Gap), BarHeight);
    const QColor accent = m_accent == Accent::Amber ? amber(palette()) : palette().color(QPalette::Highlight);
    for (int i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        const QRect line(0, i * rowHeight(), width(), rowHeight());
        QFont font = this->font();
        font.setBold(row.isFirst);
        painter.setFont(font);
        painter.setPen(palette().color(row.isFirst ? QPalette::Text : QPalette::PlaceholderText));
        painter.drawText(QRect(0, line.top(), nameWidth, line.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(row.name, Qt::ElideRight, nameWidth));
        painter.drawText(QRect(width() - valueWidth - changeWidth, line.top(), valueWidth, line.height()),
                         Qt::AlignRight | Qt::AlignVCenter, row.value);
        painter.setPen(amber(palette()));
        painter.drawText(QRect(width() - changeWidth, line.top(), changeWidth, line.height()),
                         Qt::AlignRight | Qt::AlignVCenter, row.change);
        QRectF bar = track.translated(0, line.center().y() - BarHeight / 2.0 + 0.5);
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette().color(QPalette::Mid));
        painter.drawRoundedRect(QRectF(bar.left(), bar.center().y() - 0.5, bar.width(), 1), 0.5, 0.5);
        const double full = bar.width();
        bar.setWidth(full * std::clamp(row.share, 0.0, 1.0));
        painter.setBrush(accent);
        const double radius = std::min(3.0, bar.width() / 2);
        painter.drawRoundedRect(bar, radius, radius);
        if (row.ghost)
            paintGhost(painter, bar, bar.left() + full * std::clamp(*row.ghost, 0.0, 1.0));
    }
}

// What was lost is pale amber, what was won is the bar itself; a tick of the full height shows where it was.
void BarList::paintGhost(QPainter& painter, const QRectF& bar, double at) const
{
    QColor ghost = amber(palette());
    painter.setBrush(ghost);
    painter.drawRect(QRectF(at - 1.0, bar.top() - 2.0, 2.0, bar.height() + 4.0));
    if (at <= bar.right())
        return;
    ghost.setAlpha(90);
    painter.setBrush(ghost);
    painter.drawRect(QRectF(QPointF(bar.right(), bar.top()), QPointF(at, bar.bottom())));
}

bool BarList::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto row = rowAt(help->pos());
        QToolTip::showText(help->globalPos(), row ? m_rows[*row].toolTip : QString(), this);
        return true;
    }
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    return QWidget::event(event);
}

} // namespace saccade::ui
