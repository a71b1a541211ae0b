// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QPointF>
#include <QWidget>

#include <vector>

class QChart;
class QChartView;
class QLineSeries;
class QScatterSeries;
class QValueAxis;

namespace saccade::ui {

/// Draws polylines into a rectangle, and nothing else: axes and numbers are the caller's. Qt Charts is
/// deprecated from Qt 6.10 on; this class is the one place that would change.
class PlotView : public QWidget
{
    Q_OBJECT

public:
    explicit PlotView(QWidget* parent = nullptr);

    int addLine();
    void setLook(int line, const QColor& colour, double width);
    /// Replaces the line's points; `marked` draws a dot at each.
    void setPoints(int line, const QList<QPointF>& points, bool marked);
    QList<QPointF> points(int line) const;
    /// One point is drawn as a star, or none.
    void setStar(const QList<QPointF>& atMostOne, const QColor& colour);
    QList<QPointF> star() const;

    /// Each point is drawn as a triangle.
    void setMarks(const QList<QPointF>& points, const QColor& colour);
    QList<QPointF> marks() const;
    void removeLines();

    bool marked(int line) const;

    /// The rectangle of this widget that the ranges fill. Lines at its edge are drawn in their full width.
    void setFrame(const QRect& area, double xFrom, double xTo, double yFrom, double yTo);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QScatterSeries* addScatter(double size);

    QChart* m_chart;
    QChartView* m_view;
    QValueAxis* m_x;
    QValueAxis* m_y;
    QScatterSeries* m_star = nullptr;
    QScatterSeries* m_marks = nullptr;
    struct Line
    {
        QLineSeries* line;
        QScatterSeries* dots;
    };
    std::vector<Line> m_lines;
};

} // namespace saccade::ui
