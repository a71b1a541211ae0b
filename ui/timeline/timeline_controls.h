// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/timeline.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QSlider;
class QToolButton;

namespace saccade::ui {

class LossStrip;

/// Which of a timeline's moments is shown: a slider under the loss, play and pause, and the moment that it is
/// compared with.
class TimelineControls : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineControls(QWidget* parent = nullptr);

    /// A longer timeline of the same run keeps the moment that is shown, and goes on with the newest one
    /// where that was shown; another run's shows its last moment. Null empties the controls.
    void setTimeline(const TimelinePtr& timeline);
    const TimelinePtr& timeline() const { return m_timeline; }

    /// The place of the moment that is shown.
    std::size_t moment() const { return m_moment; }
    void setMoment(std::size_t moment);
    /// The step that changes are counted from.
    std::optional<std::int64_t> compared() const { return m_compared; }
    /// From the moment that is shown on, or not at all.
    void setComparing(bool on);

    bool isPlaying() const { return m_timer.isActive(); }
    void setPlaying(bool on);
    /// While a moment is still being drawn, the next one waits.
    void setDrawing(bool drawing) { m_drawing = drawing; }

Q_SIGNALS:
    /// Another moment, or another one to compare with.
    void changed();

private:
    void build();
    void connectParts();
    void advance();
    void refresh();

    TimelinePtr m_timeline;
    std::size_t m_moment = 0;
    std::optional<std::int64_t> m_compared;
    bool m_drawing = false;
    QTimer m_timer;
    QToolButton* m_play;
    QToolButton* m_compare;
    QSlider* m_slider;
    LossStrip* m_loss;
    QLabel* m_reading;
};

} // namespace saccade::ui
