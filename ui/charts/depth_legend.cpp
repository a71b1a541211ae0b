// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/depth_legend.h"

#include "ui/charts/chart_colours.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace saccade::ui {

namespace {

constexpr int swatchWidth = 9;
constexpr int swatchStep = 11;
constexpr int swatchHeight = 9;
constexpr int gap = 6;

} // namespace

DepthLegend::DepthLegend(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void DepthLegend::setLayers(const QStringList& names)
{
    m_names = names;
    setAccessibleName(names.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

int DepthLegend::swatchesLeft() const
{
    return m_names.isEmpty() ? 0 : QFontMetrics(font()).horizontalAdvance(m_names.first()) + gap;
}

QSize DepthLegend::sizeHint() const
{
    const QFontMetrics metrics(font());
    if (m_names.isEmpty())
        return {0, metrics.height()};
    const int last = m_names.size() > 1 ? gap + metrics.horizontalAdvance(m_names.last()) : 0;
    return {swatchesLeft() + swatchStep * int(m_names.size()) + last, metrics.height()};
}

void DepthLegend::paintEvent(QPaintEvent* /*event*/)
{
    if (m_names.isEmpty())
        return;
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, m_names.first());
    if (m_names.size() > 1)
        painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter, m_names.last());
    for (int i = 0; i < int(m_names.size()); ++i)
        painter.fillRect(swatchesLeft() + i * swatchStep, (height() - swatchHeight) / 2, swatchWidth,
                         swatchHeight,
                         depthColour(palette(), double(i) / std::max(1, int(m_names.size()) - 1)));
}

bool DepthLegend::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int place = (help->x() - swatchesLeft()) / swatchStep;
    if (help->x() >= swatchesLeft() && place < int(m_names.size()))
        QToolTip::showText(help->globalPos(), m_names[place], this);
    else
        QToolTip::hideText();
    return true;
}

} // namespace saccade::ui
