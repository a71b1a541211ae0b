// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/layer_statistics.h"

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;
class QStackedWidget;
class QToolButton;

namespace saccade::ui {

class ChartsPanel;
class LayersPanel;

/// The charts of a run on leaves: its curves, its layers, and what else is added.
class ChartTabs : public QWidget
{
    Q_OBJECT

public:
    explicit ChartTabs(QWidget* parent = nullptr);

    ChartsPanel* charts() const { return m_charts; }
    LayersPanel* layers() const { return m_layers; }
    bool showsLayers() const;
    void setShowsLayers(bool on);
    /// One more leaf, behind those that are there.
    void addLeaf(const char* name, const QString& text, const QString& tip, QWidget* leaf);
    void showLeaf(QWidget* leaf);
    void addLayers(const LayerReport& report);
    void clear();

protected:
    void changeEvent(QEvent* event) override;

private:
    QToolButton* addTab(const char* name, QWidget* leaf);
    void retranslate();

    ChartsPanel* m_charts;
    LayersPanel* m_layers;
    QHBoxLayout* m_tabs;
    QButtonGroup* m_group;
    QStackedWidget* m_stack;
    QToolButton* m_runTab;
    QToolButton* m_layersTab;
};

} // namespace saccade::ui
