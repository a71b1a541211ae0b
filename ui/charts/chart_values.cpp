// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_values.h"

#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace saccade::ui {

namespace {

constexpr int markRoom = 12;
constexpr int starRoom = 16;
constexpr int wordGap = 5;
constexpr int valueGap = 14;

} // namespace

ChartValues::ChartValues(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ChartValues::setValues(std::vector<HeadingValue> values)
{
    if (values == m_values)
        return;
    m_values = std::move(values);
    setToolTip(spoken());
    update();
}

QString ChartValues::spoken() const
{
    QStringList words;
    for (const HeadingValue& value : m_values)
        words += value.name.isEmpty() ? value.value : value.name + u' ' + value.value;
    return words.join(QStringLiteral(", "));
}

int ChartValues::widthOf(const HeadingValue& value, bool named) const
{
    const QFontMetrics metrics(font());
    const int name = named && !value.name.isEmpty() ? metrics.horizontalAdvance(value.name) + wordGap : 0;
    const int mark = value.star ? starRoom : value.colour ? markRoom : 0;
    return mark + name + metrics.horizontalAdvance(value.value);
}

int ChartValues::widthOfLast(std::size_t count, bool named) const
{
    int width = -valueGap;
    for (auto value = m_values.end() - std::ptrdiff_t(count); value != m_values.end(); ++value)
        width += widthOf(*value, named) + valueGap;
    return width;
}

QSize ChartValues::sizeHint() const
{
    return {120, QFontMetrics(font()).height()};
}

QSize ChartValues::minimumSizeHint() const
{
    return {0, QFontMetrics(font()).height()};
}

void ChartValues::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool named = widthOfLast(std::min<std::size_t>(2, m_values.size()), true) <= width();
    const QColor quiet = palette().color(QPalette::PlaceholderText);
    const QColor plain = palette().color(QPalette::WindowText);
    const QFontMetrics metrics(font());
    int right = width();
    for (auto value = m_values.rbegin(); value != m_values.rend(); ++value) {
        int x = right - widthOf(*value, named);
        if (x < 0)
            return;
        right = x - valueGap;
        const QColor mark = value->colour ? curveColour(palette(), *value->colour) : quiet;
        if (value->star) {
            painter.setPen(mark);
            painter.drawText(QRect(x, 0, starRoom, height()), Qt::AlignLeft | Qt::AlignVCenter,
                             QStringLiteral("★"));
            x += starRoom;
        } else if (value->colour) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(mark);
            painter.drawEllipse(QPointF(x + 3.5, height() / 2.0), 3.5, 3.5);
            x += markRoom;
        }
        const auto write = [&](const QString& text, const QColor& colour) {
            painter.setPen(colour);
            painter.drawText(QRect(x, 0, metrics.horizontalAdvance(text) + 2, height()),
                             Qt::AlignLeft | Qt::AlignVCenter, text);
            x += metrics.horizontalAdvance(text) + wordGap;
        };
        if (named && !value->name.isEmpty())
            write(value->name, quiet);
        write(value->value, plain);
    }
}

} // namespace saccade::ui
