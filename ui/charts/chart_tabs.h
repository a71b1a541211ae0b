// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/layer_statistics.h"

#include <QWidget>

class QStackedWidget;
class QToolButton;

namespace saccade::ui {

class ChartsPanel;
class LayersPanel;

/// The charts of a run on two leaves: its curves, and its layers.
class ChartTabs : public QWidget
{
    Q_OBJECT

public:
    explicit ChartTabs(QWidget* parent = nullptr);

    ChartsPanel* charts() const { return m_charts; }
    LayersPanel* layers() const { return m_layers; }
    bool showsLayers() const;
    void setShowsLayers(bool on);
    void addLayers(const LayerReport& report);
    void clear();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QToolButton* m_runTab;
    QToolButton* m_layersTab;
    QStackedWidget* m_stack;
    ChartsPanel* m_charts;
    LayersPanel* m_layers;
};

} // namespace saccade::ui
