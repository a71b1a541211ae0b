// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/colour_map.h"
#include "ui/attention/head_grid_layout.h"
#include "ui/attention/scene.h"

#include <QImage>
#include <QWidget>

#include <optional>
#include <vector>

namespace saccade::ui {

class AttentionState;
class HeadMarks;
class InterventionHistory;

/// One small map for every layer (rows) and head (columns), seen from the query. It takes the room that it
/// is given, down to tiles that still show something.
class HeadGridCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit HeadGridCanvas(AttentionState* state, QWidget* parent = nullptr);

    void setScene(const ScenePtr& scene);
    /// What the marks on the tiles change; without one there are none.
    void setHistory(InterventionHistory* history);
    /// Where a head's map is, in the widget's coordinates.
    QRect tileRect(int layer, int head) const { return m_layout.rect({layer, head}); }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

Q_SIGNALS:
    /// The chosen tile should be in view.
    void selectionMoved(const QRect& tile);

private:
    using Tile = HeadGridLayout::Tile;
    /// All that the tiles' pixels depend on.
    struct Drawn
    {
        std::shared_ptr<const Explanation> explanation;
        int token = -1;
        ColourMap colours = ColourMap::Inferno;
        ScaleChoice scale;
        int side = 0; ///< of a tile's longer side, in device pixels
        bool operator==(const Drawn&) const = default;
    };

    void measure();
    void select(const Tile& tile);
    void stateChanged();
    void drawTiles(const AttentionMaps& maps);
    void paintLabels(QPainter& painter) const;
    QString describe(const Tile& tile) const;

    AttentionState* m_state;
    HeadMarks* m_marks;
    ScenePtr m_scene;
    HeadGridLayout m_layout; ///< of the last maps: the empty grid keeps its shape while new ones are computed
    std::optional<Tile> m_hovered;
    Drawn m_drawn;
    std::vector<QImage> m_tiles; ///< (layers, heads)
};

} // namespace saccade::ui
