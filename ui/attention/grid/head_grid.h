// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attention/scene/scene.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLayout;
class QScrollArea;
class QToolButton;

namespace saccade::ui {

class AttentionState;
class HeadGridCanvas;

/// The maps of all layers and heads under their heading and the choice of what they show; scrolls where there
/// are too many to show. A click or the arrow keys choose a head.
class HeadGrid : public QWidget
{
    Q_OBJECT

public:
    explicit HeadGrid(AttentionState* state, QWidget* parent = nullptr);

    void setScene(const ScenePtr& scene);
    /// No other quantity is offered: nobody computes it here.
    void showAttentionAlone();
    HeadGridCanvas* canvas() const { return m_canvas; }

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QLayout* makeChoices();
    void choose();
    void refresh();
    void refreshChoices();
    QString note() const;

    AttentionState* m_state;
    ScenePtr m_scene;
    QLabel* m_note;
    QComboBox* m_quantity;
    QComboBox* m_order;
    QToolButton* m_sinks;
    QBoxLayout* m_below = nullptr; ///< the order and the sinks
    QScrollArea* m_scroll;
    HeadGridCanvas* m_canvas;
};

} // namespace saccade::ui
