// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_tabs.h"

#include "ui/charts/charts_panel.h"
#include "ui/charts/layers_panel.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QEvent>
#include <QStackedWidget>
#include <QToolButton>

namespace saccade::ui {

ChartTabs::ChartTabs(QWidget* parent)
    : QWidget(parent)
    , m_runTab(new QToolButton(this))
    , m_layersTab(new QToolButton(this))
    , m_stack(new QStackedWidget(this))
    , m_charts(new ChartsPanel)
    , m_layers(new LayersPanel)
{
    m_runTab->setObjectName(QStringLiteral("chartsRunTab"));
    m_layersTab->setObjectName(QStringLiteral("chartsLayersTab"));
    auto* tabs = new QHBoxLayout;
    tabs->setContentsMargins(12, 2, 12, 0);
    tabs->setSpacing(4);
    auto* group = new QButtonGroup(this);
    for (QToolButton* tab : {m_runTab, m_layersTab}) {
        tab->setProperty("kind", "key");
        tab->setCheckable(true);
        tab->setFocusPolicy(Qt::StrongFocus);
        group->addButton(tab);
        tabs->addWidget(tab);
    }
    tabs->addStretch(1);
    m_stack->addWidget(m_charts);
    m_stack->addWidget(m_layers);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(tabs);
    column->addWidget(m_stack, 1);
    m_runTab->setChecked(true);
    connect(m_layersTab, &QToolButton::toggled, this,
            [this](bool on) { m_stack->setCurrentWidget(on ? static_cast<QWidget*>(m_layers) : m_charts); });
    retranslate();
}

bool ChartTabs::showsLayers() const
{
    return m_layersTab->isChecked();
}

void ChartTabs::setShowsLayers(bool on)
{
    (on ? m_layersTab : m_runTab)->setChecked(true);
}

void ChartTabs::addLayers(const LayerReport& report)
{
    m_layers->setEnd(m_charts->curves().end());
    m_layers->add(report);
}

void ChartTabs::clear()
{
    m_charts->clear();
    m_layers->clear();
}

void ChartTabs::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ChartTabs::retranslate()
{
    m_runTab->setText(tr("Run", "the run's curves"));
    m_runTab->setToolTip(tr("Loss, accuracy, learning rate and speed"));
    m_layersTab->setText(tr("Layers"));
    m_layersTab->setToolTip(tr("Gradients, weights and activations of every layer"));
}

} // namespace saccade::ui
