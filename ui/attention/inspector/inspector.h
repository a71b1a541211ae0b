// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attention/scene/scene.h"

#include <QWidget>

class QLabel;

namespace saccade::ui {

class AttentionState;
class BarList;
class MethodChoice;
class MethodPanel;
class ShownForm;

/// Beside the picture: what is shown, what the model says, and what kind of head this is.
class Inspector : public QWidget
{
    Q_OBJECT

public:
    Inspector(AttentionState* state, MethodChoice* choice, QWidget* parent = nullptr);

    void setScene(const ScenePtr& scene);
    QSize sizeHint() const override { return {260, 560}; }

private:
    void refreshProbabilities();
    void refreshHead();

    AttentionState* m_state;
    ScenePtr m_scene;
    MethodPanel* m_method;
    ShownForm* m_shown;
    QLabel* m_nothing;
    BarList* m_probabilities;
    QLabel* m_logitsTitle; ///< shown while there is something to compare them with
    BarList* m_logits;
    QLabel* m_headTitle;
    BarList* m_head;

    // Of one head over all queries: not computed again while the query follows the mouse.
    std::shared_ptr<const Explanation> m_measured;
    int m_measuredLayer = -1;
    int m_measuredHead = -1;
    double m_entropy = 0.0;
    double m_distance = 0.0;
};

} // namespace saccade::ui
