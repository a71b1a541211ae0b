// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/loss_strip.h"

#include "core/render/scale.h"
#include "ui/support/look.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace saccade::ui {

LossStrip::LossStrip(QWidget* parent)
    : QWidget(parent)
{
    setToolTip(tr("The loss at each recorded moment: a click goes there"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LossStrip::setTimeline(const TimelinePtr& timeline)
{
    m_timeline = timeline;
    update();
}

void LossStrip::setShown(std::size_t moment)
{
    m_shown = moment;
    update();
}

void LossStrip::setCompared(std::optional<std::size_t> moment)
{
    m_compared = moment;
    update();
}

double LossStrip::xOf(std::size_t moment) const
{
    const std::size_t count = m_timeline ? m_timeline->moments.size() : 0;
    const double way = count > 1 ? double(moment) / double(count - 1) : 0.0;
    return Inset + way * (width() - 2 * Inset);
}

void LossStrip::paintEvent(QPaintEvent*)
{
    if (!m_timeline || m_timeline->isEmpty())
        return;
    std::vector<float> losses;
    for (const TimelineMoment& moment : m_timeline->moments)
        losses.push_back(float(moment.loss));
    const Scale scale = scaleOf(losses);
    QPolygonF line;
    for (std::size_t i = 0; i < losses.size(); ++i)
        if (std::isfinite(losses[i]))
            line << QPointF(xOf(i), 2 + (1.0 - double(positionOn(scale, losses[i]))) * (height() - 4));
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::PlaceholderText), 1.5));
    painter.drawPolyline(line);
    const auto mark = [&](std::size_t moment, const QColor& colour) {
        painter.setPen(QPen(colour, 2.0));
        painter.drawLine(QPointF(xOf(moment), 0), QPointF(xOf(moment), height()));
    };
    if (m_compared)
        mark(*m_compared, amber(palette()));
    mark(m_shown, palette().color(QPalette::Highlight));
}

void LossStrip::choose(double x)
{
    if (!m_timeline || m_timeline->isEmpty())
        return;
    const double room = std::max(1, width() - 2 * Inset);
    const double way = std::clamp((x - Inset) / room, 0.0, 1.0);
    Q_EMIT momentChosen(std::size_t(std::lround(way * double(m_timeline->moments.size() - 1))));
}

void LossStrip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        choose(event->position().x());
}

void LossStrip::mouseMoveEvent(QMouseEvent* event)
{
    if ((event->buttons() & Qt::LeftButton) != 0)
        choose(event->position().x());
}

} // namespace saccade::ui
