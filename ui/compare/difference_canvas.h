// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attention/scene/scene.h"

#include <QImage>
#include <QWidget>

namespace saccade::ui {

class AttentionState;

/// The picture with the second model's map less the first one's over it, for the chosen layer, head and
/// query, in signed colours: orange where the second looks more.
class DifferenceCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit DifferenceCanvas(AttentionState* state, QWidget* parent = nullptr);

    /// Scenes of the same picture; where their maps cannot be compared there is nothing to see.
    void setScenes(const ScenePtr& first, const ScenePtr& second);
    /// Largest difference, which both ends of the colours stand for; 0 where there is none.
    float furthest() const { return m_furthest; }
    /// Where the picture is, in the widget's coordinates.
    QRect pictureRect() const;

    QSize minimumSizeHint() const override { return {120, 120}; }
    QSize sizeHint() const override { return {300, 300}; }

Q_SIGNALS:
    void furthestChanged(float furthest);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool isComparable() const;
    void compute();

    AttentionState* m_state;
    ScenePtr m_first;
    ScenePtr m_second;
    std::vector<float> m_difference;
    float m_furthest = 0.0F;
};

} // namespace saccade::ui
