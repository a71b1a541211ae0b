// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attention/scene/scene.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QSlider;
class QSpinBox;
class QToolButton;

namespace saccade::ui {

class AttentionState;
class MethodChoice;

/// The controls of what is shown: layer, head, query, opacity, colours, smoothing and scale.
class ShownForm : public QWidget
{
    Q_OBJECT

public:
    ShownForm(AttentionState* state, MethodChoice* choice, QWidget* parent = nullptr);

    void setScene(const ScenePtr& scene);
    /// How wide the column of names is, so that it lines up with another form's.
    int labelWidth() const;
    void setLabelWidth(int width);

private:
    void build();
    void refresh();
    void refreshPlace();
    void refreshColours();
    /// The colour maps of signed values, or the others.
    void offerColours(bool forSigned);
    QString queryWords(const AttentionMaps& maps) const;
    QSpinBox* numberBox(const char* name, const QString& spoken);
    QToolButton* chip(const char* name, const QString& text, const QString& toolTip);

    AttentionState* m_state;
    MethodChoice* m_choice;
    ScenePtr m_scene;
    QGridLayout* m_layout = nullptr;
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
