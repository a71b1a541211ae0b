// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/colour_map.h"
#include "ui/attention/scene/grid_choice.h"
#include "ui/attention/scene/query.h"
#include "ui/attention/scene/scale_choice.h"

#include <QObject>

#include <optional>

namespace saccade::ui {

/// What of a model's attention is shown, and how; it draws nothing itself.
///
/// The query is, in this order: the pinned one, the one under the mouse, the one chosen by keys, or the
/// default, which is CLS or, where the model has none, the centre patch.
class AttentionState : public QObject
{
    Q_OBJECT

public:
    explicit AttentionState(QObject* parent = nullptr);

    /// The layers, heads and grid to choose from; what is chosen and is not among them falls back to the
    /// nearest layer and head, and to the default query.
    void setShape(const AttentionMaps& maps);

    int layer() const;
    int head() const { return m_head; }
    Query query() const;
    bool isPinned() const { return m_pinned.has_value(); }
    /// Whether the query is one that a person chose, not the default.
    bool hasQuery() const { return m_pinned || m_hovered || m_chosen; }
    ColourMap colourMap() const { return m_colourMap; }
    /// For maps whose middle is 0.
    ColourMap signedColourMap() const { return m_signedColourMap; }
    /// Percent.
    int opacity() const { return m_opacity; }
    bool isSmooth() const { return m_smooth; }
    ScaleChoice scale() const { return m_scale; }
    const GridChoice& grid() const { return m_grid; }
    /// The query's number among the tokens; 0 while there are none.
    int queryToken() const { return query().token(m_shape); }

    void hover(Query query);
    void endHover();
    void pin(Query query);
    /// One patch up, down, left or right of the query; from CLS, to the centre patch.
    void moveQuery(int rows, int columns);
    /// The pinned one, or as if chosen by keys; without one, the default. Whatever was pinned, under the
    /// mouse or chosen is gone. One that the model does not have is none.
    void setQuery(std::optional<Query> query, bool pinned);
    /// A signed one becomes that of signed maps.
    void setColourMap(ColourMap colourMap);

public Q_SLOTS:
    void setLayer(int layer);
    void setHead(int head);
    /// Forward or back, from the last to the first again.
    void nextLayer(int step);
    void nextHead(int step);
    /// Pins CLS where the model has it.
    void queryCls();
    /// Pins the query as it is, or lets go of the pinned one.
    void togglePin();
    void unpin();
    void setOpacity(int percent);
    void adjustOpacity(int percentPoints);
    void setSmooth(bool smooth);
    void setScaleShared(bool shared);
    void setScaleFromLowest(bool fromLowest);
    void setGrid(const GridChoice& choice);

Q_SIGNALS:
    /// Something is different; once for all changes of one turn of the event loop.
    void changed();

private:
    template <typename T>
    void assign(T& member, const T& value);
    void announce();
    Query defaultQuery() const;

    AttentionMaps m_shape; ///< without values
    int m_layer = -1;      ///< below 0: not chosen yet, the last one
    int m_head = 0;
    std::optional<Query> m_pinned;
    std::optional<Query> m_hovered;
    std::optional<Query> m_chosen;
    ColourMap m_colourMap = ColourMap::Inferno;
    ColourMap m_signedColourMap = ColourMap::BlueWhiteOrange;
    int m_opacity = 70;
    bool m_smooth = true;
    ScaleChoice m_scale;
    GridChoice m_grid;
    bool m_announced = false;
};

} // namespace saccade::ui
