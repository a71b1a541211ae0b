// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_tabs.h"

#include "ui/charts/charts_panel.h"
#include "ui/charts/layers_panel.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QButtonGroup>
#include <QEvent>
#include <QStackedWidget>
#include <QToolButton>

namespace saccade::ui {

ChartTabs::ChartTabs(QWidget* parent)
    : QWidget(parent)
    , m_charts(new ChartsPanel)
    , m_layers(new LayersPanel)
    , m_tabs(new QHBoxLayout)
    , m_group(new QButtonGroup(this))
    , m_stack(new QStackedWidget(this))
    , m_runTab(addTab("chartsRunTab", m_charts))
    , m_layersTab(addTab("chartsLayersTab", m_layers))
{
    m_tabs->setContentsMargins(12, 2, 12, 0);
    m_tabs->setSpacing(4);
    m_tabs->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_tabs);
    column->addWidget(m_stack, 1);
    m_runTab->setChecked(true);
    retranslate();
}

QToolButton* ChartTabs::addTab(const char* name, QWidget* leaf)
{
    auto* tab = new QToolButton(this);
    tab->setObjectName(QLatin1String(name));
    tab->setProperty("kind", "key");
    tab->setCheckable(true);
    tab->setFocusPolicy(Qt::StrongFocus);
    m_group->addButton(tab, m_stack->addWidget(leaf)); // its number is the leaf's place
    m_tabs->insertWidget(int(m_group->buttons().size()) - 1, tab);
    connect(tab, &QToolButton::toggled, this, [this, leaf](bool on) {
        if (on)
            m_stack->setCurrentWidget(leaf);
    });
    return tab;
}

void ChartTabs::addLeaf(const char* name, const QString& text, const QString& tip, QWidget* leaf)
{
    QToolButton* tab = addTab(name, leaf);
    tab->setText(text);
    tab->setToolTip(tip);
    QWidget::setTabOrder(m_group->button(m_stack->indexOf(leaf) - 1), tab);
}

void ChartTabs::showLeaf(QWidget* leaf)
{
    if (QAbstractButton* tab = m_group->button(m_stack->indexOf(leaf)))
        tab->setChecked(true);
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
