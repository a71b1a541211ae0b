// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/scoreboard/ranked_curves.h"

#include "ui/attention/scene/words.h"
#include "ui/charts/axis_painter.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <utility>

namespace saccade::ui {

namespace {

constexpr int Gap = 5;

} // namespace

RankedCurves::RankedCurves(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_title(title)
{
    setAccessibleName(title);
}

void RankedCurves::setCurves(std::vector<Curve> curves)
{
    m_curves = std::move(curves);
    QStringList names;
    for (const Curve& curve : m_curves)
        names << curve.name;
    setAccessibleDescription(names.join(QStringLiteral(", ")));
    update();
}

QFont RankedCurves::smallFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    return small;
}

QRect RankedCurves::plot() const
{
    const QFontMetrics metrics(smallFont());
    const int left = metrics.horizontalAdvance(shortNumber(0.5)) + 2 * Gap;
    const int line = metrics.height() + Gap;
    return rect().adjusted(left, line, -Gap, -line);
}

QPointF RankedCurves::placeOf(double share, double probability) const
{
    const QRect area = plot();
    return {area.left() + share * area.width(), area.bottom() - probability * area.height()};
}

void RankedCurves::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(smallFont());
    const QRect area = plot();
    std::vector<AxisLabel> across;
    std::vector<AxisLabel> up;
    for (const double value : {0.0, 0.5, 1.0}) {
        across.push_back({placeOf(value, 0).x(), percent(value)});
        up.push_back({placeOf(0, value).y(), shortNumber(value)});
    }
    paintAxes(painter, area, across, up, palette());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(QRect(area.left(), 0, area.width(), area.top()), Qt::AlignLeft | Qt::AlignTop,
                     painter.fontMetrics().elidedText(m_title, Qt::ElideRight, area.width()));

    painter.setRenderHint(QPainter::Antialiasing);
    for (const Curve& curve : m_curves) {
        if (curve.probabilities.size() < 2)
            continue;
        QPolygonF line;
        for (std::size_t i = 0; i < curve.probabilities.size(); ++i)
            if (std::isfinite(curve.probabilities[i]))
                line << placeOf(double(i) / double(curve.probabilities.size() - 1),
                                std::clamp(double(curve.probabilities[i]), 0.0, 1.0));
        painter.setPen(QPen(curve.colour, curve.style == Qt::SolidLine ? 1.8 : 1.2, curve.style));
        painter.drawPolyline(line);
    }
}

} // namespace saccade::ui
