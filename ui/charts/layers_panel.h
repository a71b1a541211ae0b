// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/layer_curves.h"

#include <QWidget>

#include <array>
#include <memory>

class QLabel;
class QToolButton;

namespace saccade::ui {

class ChartCard;
class DepthLegend;
class LineChart;

/// Every layer of the network over the run: gradient norm, weight norm or activation deviation, on a
/// logarithmic axis, one line a layer, coloured by depth; under it a sentence on what the gradients do.
class LayersPanel : public QWidget
{
    Q_OBJECT

public:
    explicit LayersPanel(QWidget* parent = nullptr);

    void add(const LayerReport& report);
    void clear();
    /// Where the axis over epochs ends.
    void setEnd(double epochs);
    void setQuantity(LayerQuantity quantity);
    LayerQuantity quantity() const { return m_quantity; }
    QString reading() const;

    LineChart& chart();
    const DepthLegend& legend() const { return *m_legend; }

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    static constexpr std::size_t Quantities = 3;

    void buildSwitch();
    void fillChart();
    void refresh();
    void retranslate();

    std::shared_ptr<LayerCurves> m_curves;
    LayerQuantity m_quantity = LayerQuantity::GradientNorm;
    double m_end = 1.0;
    ChartCard* m_card;
    DepthLegend* m_legend;
    QLabel* m_reading;
    QLabel* m_empty;
    std::array<QToolButton*, Quantities> m_switch{};
};

} // namespace saccade::ui
