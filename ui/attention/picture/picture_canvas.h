// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attention/hand/patch_brush.h"
#include "ui/attention/scene/shown_map.h"

#include <QImage>
#include <QWidget>

#include <optional>

namespace saccade::ui {

class AttentionState;

/// The large picture with the map of the chosen layer, head and query over it. The mouse makes the patch
/// under it the query; a click pins it. With the
/// brush, a drag paints patches out, and with Alt or the right button gives them back.
class PictureCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit PictureCanvas(AttentionState* state, QWidget* parent = nullptr);

    void setScene(const ScenePtr& scene);
    /// Without the map and without the query's outline.
    void setAlone(bool alone);

    void setHistory(InterventionHistory* history);
    /// Without a history there is nothing to paint on.
    void setBrush(bool on);
    bool hasBrush() const { return m_hasBrush; }

    /// Takes the largest size in `room` (logical pixels) that shows the picture's pixels all alike.
    /// Returns it.
    QSize fit(const QSize& room);

    /// The patch under the mouse.
    std::optional<Query> patchUnderCursor() const { return m_under; }
    /// The cell of the shown map that is under the mouse, by row and column: a method's grid may differ from
    /// the patches'.
    std::optional<Query> cellUnderCursor() const;
    /// The patch's outline, in the widget's coordinates. Empty where it is not of the grid.
    QRectF patchRect(const Query& patch) const;
    /// Room around the picture for the ring that shows the keyboard's focus.
    static constexpr int Margin = 4;

Q_SIGNALS:
    void cursorMoved();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    /// All that the picture with its map depends on.
    struct Shown
    {
        std::shared_ptr<const void> owner; ///< keeps the values where they are
        const float* values = nullptr;
        Scale scale;
        ColourMap colours = ColourMap::Inferno;
        int opacity = 0;
        bool smooth = false;
        bool operator==(const Shown&) const = default;
    };

    const AttentionMaps* maps() const;
    std::optional<Query> patchAt(const QPointF& position) const;
    QRectF pictureRect() const;
    /// A cell of a grid over the picture, in the widget's coordinates.
    QRectF cellRect(int row, int column, int rows, int columns) const;
    void updatePlain();
    void updateOverlaid(const ShownMap& map);
    void paintEmpty(QPainter& painter);
    /// A small ring on each patch that is a sink of the chosen layer.
    void paintSinks(QPainter& painter);
    void paintChanged(QPainter& painter);
    void paintMessage(QPainter& painter, const QString& message);
    void paintQuery(QPainter& painter, const ShownMap& map);

    AttentionState* m_state;
    ScenePtr m_scene;
    bool m_alone = false;
    bool m_showFocus = false;
    InterventionHistory* m_history = nullptr;
    bool m_hasBrush = false;
    PatchBrush m_brush;
    std::optional<Query> m_under;
    std::optional<QPointF> m_cursor;
    QSize m_pixels; ///< of the picture on the screen, in device pixels

    Image m_enlarged; ///< the picture at m_pixels, so that a hover need not scale it again
    QImage m_plain;
    Shown m_shown;
    QImage m_overlaid; ///< null: to be made anew
};

} // namespace saccade::ui
