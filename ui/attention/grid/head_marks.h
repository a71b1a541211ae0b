// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attention/grid/head_grid_layout.h"

#include <QObject>

#include <optional>

class QMenu;
class QPainter;
class QWidget;

namespace saccade::ui {

class InterventionHistory;

/// The eye on each tile of the grid, which a click shuts (the head is muted) and a drag up or down opens
/// further or less (the head is scaled, 0 to 2); and what is drawn over a tile whose head is changed.
class HeadMarks : public QObject
{
    Q_OBJECT

public:
    using Tile = HeadGridLayout::Tile;

    explicit HeadMarks(QWidget* canvas);

    void setHistory(InterventionHistory* history);
    /// Pixels of a drag that are a factor of 1.
    static constexpr int PerFactor = 80;
    /// Where the eye is on a tile.
    static QRect eyeRect(const QRect& tile);

    void paint(QPainter& painter, const QRect& rect, const Tile& tile, bool isHovered) const;
    /// Behind a tile's numbers in its tooltip: what is changed, and how to. Empty without a history.
    QString describe(const Tile& tile) const;

    /// Whether the mouse was taken: then it chooses no head.
    bool press(const Tile& tile, const QRect& rect, const QPoint& position);
    bool move(const QPoint& position);
    bool release();
    /// What can be done to a head of a layer of `heads`; null without a history. Deletes itself when it
    /// closes.
    QMenu* menu(const Tile& tile, int heads, QWidget* parent);

private:
    void askFactor(const Tile& tile, QWidget* parent);

    QWidget* m_canvas;
    InterventionHistory* m_history = nullptr;
    std::optional<Tile> m_pressed;
    int m_pressedY = 0;
    double m_factor = 1.0; ///< as it was at the press
    bool m_dragged = false;
};

} // namespace saccade::ui
