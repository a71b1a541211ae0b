// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/timeline_artist.h"

#include <QWidget>

namespace saccade::ui {

/// The pinned pictures side by side at one moment, each with what the model says of it under it.
class TimelineCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineCanvas(QWidget* parent = nullptr);

    /// So many pictures are to have room.
    void setCount(std::size_t pins);
    void setDrawing(const TimelineDrawing& drawing);
    void clear();

    /// Side of a picture, in device pixels.
    int sideInPixels() const;
    /// Where a pinned picture is, in the widget's coordinates.
    QRect blockRect(std::size_t pin) const;
    const TimelineDrawing& drawing() const { return m_drawing; }

    QSize minimumSizeHint() const override { return {120, 40}; }
    QSize sizeHint() const override { return {600, 140}; }

Q_SIGNALS:
    /// There is other room than before: the drawing should be made anew.
    void resized();
    void pinClicked(std::size_t pin);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    int side() const;
    int labelHeight() const;
    QString words(const TimelineBlock& block) const;

    std::size_t m_count = 0;
    TimelineDrawing m_drawing;
};

} // namespace saccade::ui
