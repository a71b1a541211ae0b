// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attention/scene.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSlider;
class QSpinBox;
class QToolButton;

namespace saccade::ui {

class AttentionState;

/// The controls of what is shown: method, layer, head, query, opacity, colours, smoothing and scale.
class ShownForm : public QWidget
{
    Q_OBJECT

public:
    explicit ShownForm(AttentionState* state, QWidget* parent = nullptr);

    void setScene(const ScenePtr& scene);

private:
    void build();
    void refresh();
    QSpinBox* numberBox(const char* name, const QString& spoken);
    QToolButton* chip(const char* name, const QString& text, const QString& toolTip);

    AttentionState* m_state;
    ScenePtr m_scene;
    QLabel* m_method;
    QSpinBox* m_layer;
    QSpinBox* m_head;
    QLabel* m_query;
    QSlider* m_opacity;
    QLabel* m_opacityValue;
    QComboBox* m_colours;
    QToolButton* m_smooth;
    QToolButton* m_shared;
    QToolButton* m_fromLowest;
};

} // namespace saccade::ui
