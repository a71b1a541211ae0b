// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot_view.h"

#include <QChart>
#include <QChartView>
#include <QLineSeries>
#include <QPen>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>

namespace saccade::ui {

namespace {

constexpr double dotSize = 6.0;
constexpr double starSize = 14.0;
constexpr double markSize = 10.0;
constexpr int slack = 4; ///< pixels around the frame that are still drawn into

} // namespace

PlotView::PlotView(QWidget* parent)
    : QWidget(parent)
    , m_chart(new QChart)
    , m_view(new QChartView(m_chart, this))
    , m_x(new QValueAxis(m_chart))
    , m_y(new QValueAxis(m_chart))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setStyleSheet(QStringLiteral("background: transparent"));
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_chart->setBackgroundVisible(false);
    m_chart->setPlotAreaBackgroundVisible(false);
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->legend()->hide();
    m_chart->setMargins({});
    m_chart->addAxis(m_x, Qt::AlignBottom);
    m_chart->addAxis(m_y, Qt::AlignLeft);
    m_x->setVisible(false);
    m_y->setVisible(false);
    m_star = addScatter(starSize);
    m_star->setMarkerShape(QScatterSeries::MarkerShapeStar);
    m_marks = addScatter(markSize);
    m_marks->setMarkerShape(QScatterSeries::MarkerShapeTriangle);
}

QScatterSeries* PlotView::addScatter(double size)
{
    auto* scatter = new QScatterSeries(m_chart);
    m_chart->addSeries(scatter);
    scatter->attachAxis(m_x);
    scatter->attachAxis(m_y);
    scatter->setMarkerSize(size);
    return scatter;
}

int PlotView::addLine()
{
    auto* line = new QLineSeries(m_chart);
    m_chart->addSeries(line);
    line->attachAxis(m_x);
    line->attachAxis(m_y);
    m_lines.push_back({line, addScatter(dotSize)});
    return int(m_lines.size()) - 1;
}

void PlotView::setLook(int line, const QColor& colour, double width)
{
    QPen pen(colour, width);
    // Round joins would cost most of the painting time: every sample is a corner.
    pen.setJoinStyle(Qt::BevelJoin);
    pen.setCapStyle(Qt::FlatCap);
    // A hairline of one pixel of the screen at any scale takes the quick way through the raster engine.
    pen.setCosmetic(width <= 1.0);
    const Line& both = m_lines[std::size_t(line)];
    both.line->setPen(pen);
    both.dots->setColor(colour);
    both.dots->setPen(Qt::NoPen);
}

void PlotView::setPoints(int line, const QList<QPointF>& points, bool marked)
{
    // Dots of a series of their own: the size of a line's own dots means another thing in each version of Qt.
    const Line& both = m_lines[std::size_t(line)];
    both.line->replace(points);
    both.dots->replace(marked ? points : QList<QPointF>());
}

bool PlotView::marked(int line) const
{
    return m_lines[std::size_t(line)].dots->count() > 0;
}

QList<QPointF> PlotView::points(int line) const
{
    return m_lines[std::size_t(line)].line->points();
}

void PlotView::setStar(const QList<QPointF>& atMostOne, const QColor& colour)
{
    m_star->setColor(colour);
    m_star->setPen(QPen(palette().color(QPalette::Base), 1.0));
    m_star->replace(atMostOne);
}

QList<QPointF> PlotView::star() const
{
    return m_star->points();
}

void PlotView::setMarks(const QList<QPointF>& points, const QColor& colour)
{
    m_marks->setColor(colour);
    m_marks->setPen(QPen(palette().color(QPalette::Base), 1.0));
    m_marks->replace(points);
}

QList<QPointF> PlotView::marks() const
{
    return m_marks->points();
}

void PlotView::removeLines()
{
    for (const Line& line : m_lines) {
        for (QXYSeries* series : {static_cast<QXYSeries*>(line.line), static_cast<QXYSeries*>(line.dots)}) {
            m_chart->removeSeries(series); // the caller's from here on
            delete series;
        }
    }
    m_lines.clear();
}

void PlotView::setFrame(const QRect& area, double xFrom, double xTo, double yFrom, double yTo)
{
    // Qt Charts cuts at its plot area, and so would halve a line that runs along the edge.
    const double x = (xTo - xFrom) / std::max(1, area.width()) * slack;
    const double y = (yTo - yFrom) / std::max(1, area.height()) * slack;
    m_chart->setPlotArea(area.adjusted(-slack, -slack, slack, slack));
    m_x->setRange(xFrom - x, xTo + x);
    m_y->setRange(yFrom - y, yTo + y);
}

void PlotView::resizeEvent(QResizeEvent* /*event*/)
{
    m_view->setGeometry(rect());
}

} // namespace saccade::ui
