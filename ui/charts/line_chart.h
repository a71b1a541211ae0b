// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/curve.h"
#include "ui/charts/number_text.h"

#include <QList>
#include <QPointF>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace saccade::ui {

class ChartReadout;
class PlotView;

/// Curves over epochs with a few calm axes. It draws what fits into its pixels; the whole history stays with
/// the caller, who says when to look at it again by refresh().
class LineChart : public QWidget
{
    Q_OBJECT

public:
    explicit LineChart(QWidget* parent = nullptr);

    int addCurve(const Curve& curve);
    void setCurveName(int curve, const QString& name);
    void setCurveVisible(int curve, bool visible);
    /// The last sample of this history is marked by a star.
    void setStar(std::shared_ptr<const SeriesHistory> history);
    /// Every sample of this history is marked by a triangle, at the plot's edge where it lies beyond it; the
    /// readout names those under the mouse so.
    void setMarks(std::shared_ptr<const SeriesHistory> history);
    void setMarkName(const QString& name) { m_markName = name; }
    void removeCurves();
    void setYAxis(YAxis axis);
    /// Values at or below 0 have no place on a logarithmic axis and are left out.
    void setLogScale(bool on);
    bool isLogScale() const { return m_log; }
    /// How numbers are written at the axis and in the readout.
    void setNumberText(NumberText tick, NumberText value);
    void setXEnd(double epochs) { m_xEnd = epochs; }

    void refresh();

    /// Shows the values at an epoch, or hides them.
    void showValuesAt(std::optional<double> epoch);
    const ChartReadout& readout() const { return *m_readout; }

    /// The points that were last handed to the chart, in the curve's own units.
    QList<QPointF> drawnPoints(int curve) const;
    bool drawsDots(int curve) const;
    QList<QPointF> drawnStar() const;
    QList<QPointF> drawnMarks() const;
    const AxisScale& yScale() const { return m_y; }
    QRect plotArea() const { return m_plot; }

    QSize minimumSizeHint() const override { return {120, 70}; }
    QSize sizeHint() const override { return {320, 160}; }

Q_SIGNALS:
    /// The mouse or the keys look at an epoch; nothing when they leave.
    void epochLookedAt(std::optional<double> epoch);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    using Drawn = std::vector<std::vector<Sample>>;

    void chooseScales(const Drawn& drawn);
    void placePlot();
    void hand(const Drawn& drawn);
    void colourCurves();
    void updateReadout();
    void lookAt(std::optional<double> epoch);
    double pixelX(double epoch) const;
    double pixelY(double value) const;
    double plotted(double value) const;
    QFont smallFont() const;

    std::vector<Curve> m_curves;
    std::shared_ptr<const SeriesHistory> m_starred;
    std::shared_ptr<const SeriesHistory> m_marked;
    QString m_markName;
    YAxis m_yAxis = YAxis::Fit;
    bool m_log = false;
    NumberText m_tickText = tickText;
    NumberText m_valueText = shortNumber;
    double m_xEnd = 1.0;
    AxisScale m_x;
    AxisScale m_y;
    QRect m_plot;
    std::optional<double> m_looked;
    PlotView* m_view;
    ChartReadout* m_readout;
};

} // namespace saccade::ui
