// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/line_chart.h"

#include "ui/charts/axis_painter.h"
#include "ui/charts/chart_readout.h"
#include "ui/charts/plot_view.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace saccade::ui {

namespace {

constexpr double faintAlpha = 0.38;
constexpr double markReach = 5.0; ///< pixels from the mouse within which a mark is meant

double lineWidth(CurveLook look)
{
    switch (look) {
    case CurveLook::Faint:
        return 1.0;
    case CurveLook::Thin:
        return 1.2;
    case CurveLook::Line:
    case CurveLook::Points:
        break;
    }
    return 1.8;
}

} // namespace

LineChart::LineChart(QWidget* parent)
    : QWidget(parent)
    , m_view(new PlotView(this))
    , m_readout(new ChartReadout(this))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    m_readout->setFont(smallFont());
}

QFont LineChart::smallFont() const
{
    QFont small = font();
    if (small.pointSizeF() > 0)
        small.setPointSizeF(small.pointSizeF() * 0.85);
    return small;
}

int LineChart::addCurve(const Curve& curve)
{
    m_curves.push_back(curve);
    m_view->addLine();
    colourCurves();
    return int(m_curves.size()) - 1;
}

void LineChart::setCurveName(int curve, const QString& name)
{
    m_curves[std::size_t(curve)].name = name;
}

void LineChart::setCurveVisible(int curve, bool visible)
{
    m_curves[std::size_t(curve)].visible = visible;
}

void LineChart::setStar(std::shared_ptr<const SeriesHistory> history)
{
    m_starred = std::move(history);
}

void LineChart::setMarks(std::shared_ptr<const SeriesHistory> history)
{
    m_marked = std::move(history);
}

void LineChart::removeCurves()
{
    m_curves.clear();
    m_view->removeLines();
    updateReadout();
}

void LineChart::setYAxis(YAxis axis)
{
    m_yAxis = axis;
}

void LineChart::setLogScale(bool on)
{
    m_log = on;
    refresh();
}

void LineChart::setNumberText(NumberText tick, NumberText value)
{
    m_tickText = std::move(tick);
    m_valueText = std::move(value);
}

void LineChart::refresh()
{
    const Drawn drawn = drawnSamples(m_curves, m_xEnd, std::max(1, m_plot.width()), m_log);
    chooseScales(drawn);
    placePlot();
    hand(drawn);
    updateReadout();
    update();
}

void LineChart::chooseScales(const Drawn& drawn)
{
    const int lines = std::clamp(height() / 34, 2, 5);
    if (m_yAxis == YAxis::Share)
        m_y = {0.0, 1.0, lines < 4 ? std::vector{0.0, 0.5, 1.0} : std::vector{0.0, 0.25, 0.5, 0.75, 1.0}};
    else if (m_log)
        m_y = logScale(extentOf(m_curves, drawn), lines + 1);
    else {
        Extent extent = extentOf(m_curves, drawn);
        if (m_yAxis == YAxis::FromZero && !extent.empty())
            extent.include(0.0);
        m_y = linearScale(extent, lines);
    }
    m_x = {0.0, m_xEnd, ticksWithin(0.0, m_xEnd, std::clamp(width() / 70, 1, 6))};
}

void LineChart::placePlot()
{
    const QFontMetrics metrics(smallFont());
    int numbers = metrics.horizontalAdvance(QStringLiteral("100"));
    for (const double tick : m_y.ticks)
        numbers = std::max(numbers, metrics.horizontalAdvance(m_tickText(tick)));
    const int half = metrics.height() / 2;
    m_plot = QRect(QPoint(numbers + 7, half), QPoint(width() - 5, height() - metrics.height() - 6));
    m_view->setFrame(m_plot, m_x.from, m_x.to, plotted(m_y.from), plotted(m_y.to));
}

void LineChart::hand(const Drawn& drawn)
{
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        QList<QPointF> points;
        points.reserve(qsizetype(drawn[i].size()));
        for (const Sample& sample : drawn[i])
            points.append({sample.x, plotted(sample.y)});
        const bool dots =
            m_curves[i].look == CurveLook::Points && dotsHaveRoom(drawn[i], m_xEnd, m_plot.width());
        m_view->setPoints(int(i), points, dots);
    }
    QList<QPointF> star;
    if (m_starred && !m_starred->empty())
        star.append({m_starred->x().back(), plotted(m_starred->raw().back())});
    m_view->setStar(star, curveColour(palette(), CurveColour::Validation));
    QList<QPointF> marks;
    for (std::size_t i = 0; m_marked && i < m_marked->size(); ++i)
        marks.append({m_marked->x()[i], plotted(std::clamp(m_marked->raw()[i], m_y.from, m_y.to))});
    m_view->setMarks(marks, alarmColour(palette()));
}

double LineChart::plotted(double value) const
{
    return m_log ? std::log10(value) : value;
}

double LineChart::pixelX(double epoch) const
{
    return m_plot.left() + (epoch - m_x.from) / (m_x.to - m_x.from) * m_plot.width();
}

double LineChart::pixelY(double value) const
{
    const double share = (plotted(value) - plotted(m_y.from)) / (plotted(m_y.to) - plotted(m_y.from));
    return m_plot.top() + (1.0 - share) * m_plot.height();
}

QList<QPointF> LineChart::drawnPoints(int curve) const
{
    QList<QPointF> points = m_view->points(curve);
    if (m_log)
        for (QPointF& point : points)
            point.setY(std::pow(10.0, point.y()));
    return points;
}

bool LineChart::drawsDots(int curve) const
{
    return m_view->marked(curve);
}

QList<QPointF> LineChart::drawnStar() const
{
    return m_view->star();
}

QList<QPointF> LineChart::drawnMarks() const
{
    return m_view->marks();
}

void LineChart::colourCurves()
{
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        QColor colour = colourOf(palette(), m_curves[i]);
        if (m_curves[i].look == CurveLook::Faint)
            colour.setAlphaF(faintAlpha);
        m_view->setLook(int(i), colour, lineWidth(m_curves[i].look));
    }
}

void LineChart::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setFont(smallFont());
    std::vector<AxisLabel> x;
    for (const double tick : m_x.ticks)
        x.push_back({pixelX(tick), tick == 0.0 ? tr("epoch %1").arg(0) : tickText(tick)});
    std::vector<AxisLabel> y;
    for (const double tick : m_y.ticks)
        y.push_back({pixelY(tick), m_tickText(tick)});
    paintAxes(painter, m_plot, x, y, palette());
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1.5));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

void LineChart::resizeEvent(QResizeEvent* /*event*/)
{
    m_view->setGeometry(rect());
    m_readout->setGeometry(rect());
    placePlot();
    refresh();
}

void LineChart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        m_readout->setFont(smallFont());
        colourCurves();
        refresh();
    }
}

void LineChart::mouseMoveEvent(QMouseEvent* event)
{
    const double share = (event->position().x() - m_plot.left()) / std::max(1, m_plot.width());
    lookAt(std::clamp(share, 0.0, 1.0) * m_x.to);
}

void LineChart::leaveEvent(QEvent* /*event*/)
{
    lookAt(std::nullopt);
}

void LineChart::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void LineChart::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    lookAt(std::nullopt);
    update();
}

void LineChart::keyPressEvent(QKeyEvent* event)
{
    const double step = m_x.to / 100.0;
    const double from = m_looked.value_or(event->key() == Qt::Key_Left ? m_x.to + step : -step);
    switch (event->key()) {
    case Qt::Key_Left:
        lookAt(std::max(0.0, from - step));
        break;
    case Qt::Key_Right:
        lookAt(std::min(m_x.to, from + step));
        break;
    case Qt::Key_Home:
        lookAt(0.0);
        break;
    case Qt::Key_End:
        lookAt(m_x.to);
        break;
    case Qt::Key_Escape:
        if (m_looked) {
            lookAt(std::nullopt);
            break;
        }
        [[fallthrough]];
    default:
        QWidget::keyPressEvent(event);
    }
}

void LineChart::lookAt(std::optional<double> epoch)
{
    showValuesAt(epoch);
    Q_EMIT epochLookedAt(epoch);
}

void LineChart::showValuesAt(std::optional<double> epoch)
{
    m_looked = epoch;
    updateReadout();
}

void LineChart::updateReadout()
{
    std::vector<ChartReadout::Row> rows;
    if (m_looked)
        for (const Curve& curve : m_curves) {
            const auto place = curve.history->nearest(*m_looked);
            if (!place || !curve.inReadout())
                continue;
            const double value = curve.values()[*place];
            if (m_log && value <= 0.0)
                continue;
            rows.push_back({curve.name,
                            m_valueText(value),
                            colourOf(palette(), curve),
                            {pixelX(curve.history->x()[*place]), pixelY(value)}});
        }
    if (const auto mark = m_looked && m_marked ? m_marked->nearest(*m_looked) : std::nullopt) {
        const double x = pixelX(m_marked->x()[*mark]);
        const double value = m_marked->raw()[*mark];
        if (std::abs(x - pixelX(*m_looked)) <= markReach)
            rows.push_back({m_markName,
                            m_valueText(value),
                            alarmColour(palette()),
                            {x, pixelY(std::clamp(value, m_y.from, m_y.to))}});
    }
    if (rows.empty())
        m_readout->clear();
    else
        m_readout->showAt(pixelX(*m_looked), m_plot,
                          tr("epoch %1").arg(QString::number(*m_looked, 'f', m_x.to < 1.0 ? 3 : 1)),
                          std::move(rows));
}

} // namespace saccade::ui
