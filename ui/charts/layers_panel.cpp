// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/layers_panel.h"

#include "ui/charts/chart_card.h"
#include "ui/charts/depth_legend.h"
#include "ui/charts/layer_words.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QEvent>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace saccade::ui {

LayersPanel::LayersPanel(QWidget* parent)
    : QWidget(parent)
    , m_curves(std::make_shared<LayerCurves>())
    , m_card(new ChartCard(this))
    , m_legend(new DepthLegend(this))
    , m_reading(new QLabel(this))
    , m_empty(new QLabel(this))
{
    m_reading->setObjectName(QStringLiteral("layersReading"));
    m_reading->setContentsMargins(12, 0, 12, 6);
    m_reading->setWordWrap(true);
    m_empty->setObjectName(QStringLiteral("layersEmpty"));
    m_empty->setProperty("kind", "muted");
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    buildSwitch();
    m_card->addSwitch(m_legend);
    m_card->chart().setLogScale(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_card, 1);
    column->addWidget(m_reading);
    column->addWidget(m_empty, 1);
    retranslate();
    refresh();
}

void LayersPanel::buildSwitch()
{
    auto* choice = new QWidget(this);
    auto* row = new QHBoxLayout(choice);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    auto* group = new QButtonGroup(choice);
    constexpr std::array names{"layersGradient", "layersWeights", "layersActivations"};
    for (std::size_t i = 0; i < Quantities; ++i) {
        auto* button = m_switch[i] = new QToolButton(choice);
        button->setObjectName(QLatin1String(names[i]));
        button->setProperty("kind", "key");
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        row->addWidget(button);
        group->addButton(button);
        connect(button, &QToolButton::toggled, this, [this, i](bool on) {
            if (on)
                setQuantity(LayerQuantity(i));
        });
    }
    m_switch[0]->setChecked(true);
    m_card->replaceTitle(choice);
}

void LayersPanel::add(const LayerReport& report)
{
    if (m_curves->add(report))
        fillChart();
    if (isVisible())
        refresh();
}

void LayersPanel::clear()
{
    m_curves->clear();
    fillChart();
    refresh();
}

void LayersPanel::setEnd(double epochs)
{
    m_end = epochs;
}

void LayersPanel::setQuantity(LayerQuantity quantity)
{
    m_quantity = quantity;
    m_switch[std::size_t(quantity)]->setChecked(true);
    fillChart();
    refresh();
}

QString LayersPanel::reading() const
{
    return m_reading->text();
}

LineChart& LayersPanel::chart()
{
    return m_card->chart();
}

void LayersPanel::fillChart()
{
    LineChart& chart = m_card->chart();
    chart.removeCurves();
    QStringList names;
    const auto& layers = m_curves->layers();
    for (std::size_t i = 0; i < layers.size(); ++i) {
        names.append(layerName(layers[i].name));
        Curve curve;
        // Shares ownership of all layers through a pointer to one of their histories.
        curve.history = {m_curves, &layers[i].history(m_quantity)};
        curve.look = CurveLook::Thin;
        curve.name = names.last();
        curve.depth = double(i) / double(std::max<std::size_t>(1, layers.size() - 1));
        chart.addCurve(curve);
    }
    m_legend->setLayers(names);
    m_card->setTitle(m_switch[std::size_t(m_quantity)]->toolTip());
}

void LayersPanel::refresh()
{
    const bool begun = !m_curves->layers().empty();
    m_card->setVisible(begun);
    m_reading->setVisible(begun);
    m_empty->setVisible(!begun);
    m_reading->setText(depthReading(*m_curves));
    m_card->chart().setXEnd(m_end);
    m_card->chart().refresh();
}

void LayersPanel::retranslate()
{
    const std::array texts{tr("gradient norm"), tr("weight norm"), tr("activation deviation")};
    const std::array tips{tr("Length of each layer's gradient, before clipping"),
                          tr("Length of each layer's weights"),
                          tr("Standard deviation of each layer's output for eight pictures")};
    for (std::size_t i = 0; i < Quantities; ++i) {
        m_switch[i]->setText(texts[i]);
        m_switch[i]->setToolTip(tips[i]);
    }
    m_empty->setText(tr("Press Train: every layer's gradients, weights and activations appear here."));
    m_reading->setToolTip(depthReadingRule());
    fillChart();
}

void LayersPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void LayersPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
}

} // namespace saccade::ui
