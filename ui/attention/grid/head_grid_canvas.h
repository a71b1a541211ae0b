// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/colour_map.h"
#include "ui/attention/grid/head_grid_layout.h"
#include "ui/attention/grid/head_ranks.h"
#include "ui/attention/grid/head_tiles.h"
#include "ui/attention/scene/scene.h"

#include <QImage>
#include <QWidget>

#include <optional>
#include <vector>

namespace saccade::ui {

class AttentionState;
class HeadMarks;
class InterventionHistory;

/// One small map for every layer (rows) and head (columns), seen from the query: of attention, or of what
/// else the grid's choice says, in its order. It takes the room that it is given, down to tiles that still
/// show something.
class HeadGridCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit HeadGridCanvas(AttentionState* state, QWidget* parent = nullptr);

    void setScene(const ScenePtr& scene);
    /// What the marks on the tiles change; without one there are none.
    void setHistory(InterventionHistory* history);
    /// Where a head's map is, in the widget's coordinates; where a layer has one map, that.
    QRect tileRect(int layer, int head) const;
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
    /// The pictures that the chosen head answers to most, asked for from its tile's menu.
    void picturesWanted();

private:
    using Tile = HeadGridLayout::Tile;
    /// All that the tiles' pixels depend on.
    struct Drawn
    {
        std::shared_ptr<const Explanation> explanation;
        HeadMapsPtr headMaps;
        GridChoice choice;
        int token = -1;
        ColourMap colours = ColourMap::Inferno;
        ScaleChoice scale;
        bool isDark = false; ///< the window's colours
        int side = 0;        ///< of a tile's longer side, in device pixels
        bool operator==(const Drawn&) const = default;
    };

    void shape();
    void measure();
    void rank();
    /// What the tiles show is of heads, and not of a whole layer: then there is one column.
    bool hasHeads() const;
    int headAt(int layer, int column) const;
    /// The tile, by layer and head, at this place in the widget.
    std::optional<Tile> tileAt(const QPoint& position) const;
    /// What a person changes is shown on the tiles, and changed there.
    bool hasMarks() const;
    QString describe(const Tile& tile) const;
    bool isRanked() const { return m_ranked.order != HeadOrder::AsBuilt; }
    void select(const Tile& tile);
    void stateChanged();
    void drawTiles(const AttentionMaps& maps);
    void paintLabels(QPainter& painter) const;
    void paintHeadNumber(QPainter& painter, const QRect& tile, int head) const;

    AttentionState* m_state;
    HeadMarks* m_marks;
    ScenePtr m_scene;
    HeadGridLayout m_layout; ///< of the last maps: the empty grid keeps its shape while new ones are computed
    /// What m_ranks depends on.
    struct Ranked
    {
        std::shared_ptr<const Explanation> explanation;
        HeadOrder order = HeadOrder::AsBuilt;
        bool operator==(const Ranked&) const = default;
    };
    HeadRanks m_ranks;
    Ranked m_ranked;
    std::optional<Tile> m_hovered;
    Drawn m_drawn;
    std::vector<QImage> m_tiles; ///< (layers, heads)
};

} // namespace saccade::ui
