// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attention/scene.h"

#include <QWidget>

class QLabel;
class QScrollArea;

namespace saccade::ui {

class AttentionState;
class HeadGridCanvas;

/// The maps of all layers and heads under their heading; scrolls where there are too many to show.
/// A click or the arrow keys choose a head.
class HeadGrid : public QWidget
{
    Q_OBJECT

public:
    explicit HeadGrid(AttentionState* state, QWidget* parent = nullptr);

    void setScene(const ScenePtr& scene);
    HeadGridCanvas* canvas() const { return m_canvas; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();

    AttentionState* m_state;
    ScenePtr m_scene;
    QLabel* m_note;
    QScrollArea* m_scroll;
    HeadGridCanvas* m_canvas;
};

} // namespace saccade::ui
