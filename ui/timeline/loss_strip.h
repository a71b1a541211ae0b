// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/timeline.h"

#include <QWidget>

#include <optional>

namespace saccade::ui {

/// The loss at each recorded moment as a line, with a mark at the one that is shown and, where there is one,
/// at the one that it is compared with. Moments lie evenly, as on the slider under it. The mouse chooses one.
class LossStrip : public QWidget
{
    Q_OBJECT

public:
    explicit LossStrip(QWidget* parent = nullptr);

    void setTimeline(const TimelinePtr& timeline);
    void setShown(std::size_t moment);
    void setCompared(std::optional<std::size_t> moment);

    /// Where a moment is, in the widget's coordinates.
    double xOf(std::size_t moment) const;
    /// Half of the slider's handle: the first and the last moment are so far from the edges.
    static constexpr int Inset = 6;

    QSize sizeHint() const override { return {300, 24}; }
    QSize minimumSizeHint() const override { return {60, 16}; }

Q_SIGNALS:
    void momentChosen(std::size_t moment);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void choose(double x);

    TimelinePtr m_timeline;
    std::size_t m_shown = 0;
    std::optional<std::size_t> m_compared;
};

} // namespace saccade::ui
