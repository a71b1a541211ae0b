// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/scene/attention_state.h"

#include <QMetaObject>

#include <algorithm>

namespace saccade::ui {

namespace {

int wrapped(int value, int count)
{
    return count > 0 ? ((value % count) + count) % count : 0;
}

} // namespace

AttentionState::AttentionState(QObject* parent)
    : QObject(parent)
{
}

template <typename T>
void AttentionState::assign(T& member, const T& value)
{
    if (member == value)
        return;
    member = value;
    announce();
}

void AttentionState::announce()
{
    if (m_announced)
        return;
    m_announced = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_announced = false;
            Q_EMIT changed();
        },
        Qt::QueuedConnection);
}

void AttentionState::setShape(const AttentionMaps& maps)
{
    m_shape.layers = maps.layers;
    m_shape.heads = maps.heads;
    m_shape.tokens = maps.tokens;
    m_shape.prefixTokens = maps.prefixTokens;
    m_shape.registers = maps.registers;
    m_shape.gridRows = maps.gridRows;
    m_shape.gridColumns = maps.gridColumns;
    m_layer = std::min(m_layer, maps.layers - 1);
    m_head = std::clamp(m_head, 0, std::max(maps.heads - 1, 0));
    for (std::optional<Query>* query : {&m_pinned, &m_hovered, &m_chosen})
        if (*query && !(*query)->isIn(m_shape))
            query->reset();
    announce();
}

int AttentionState::layer() const
{
    return m_layer >= 0 ? m_layer : std::max(m_shape.layers - 1, 0);
}

Query AttentionState::query() const
{
    for (const std::optional<Query>* query : {&m_pinned, &m_hovered, &m_chosen})
        if (*query)
            return **query;
    return defaultQuery();
}

Query AttentionState::defaultQuery() const
{
    if (m_shape.hasCls() || m_shape.tokens == 0)
        return Query::ofCls();
    return Query::ofPatch(m_shape.gridRows / 2, m_shape.gridColumns / 2);
}

void AttentionState::hover(Query query)
{
    if (query.isIn(m_shape))
        assign(m_hovered, std::optional(query));
}

void AttentionState::endHover()
{
    assign(m_hovered, std::optional<Query>());
}

void AttentionState::pin(Query query)
{
    if (query.isIn(m_shape))
        assign(m_pinned, std::optional(query));
}

void AttentionState::moveQuery(int rows, int columns)
{
    if (m_shape.gridRows < 1 || m_shape.gridColumns < 1)
        return;
    Query moved = Query::ofPatch(m_shape.gridRows / 2, m_shape.gridColumns / 2);
    if (const Query from = query(); !from.cls)
        moved = Query::ofPatch(std::clamp(from.row + rows, 0, m_shape.gridRows - 1),
                               std::clamp(from.column + columns, 0, m_shape.gridColumns - 1));
    // The mouse may rest on the picture: what the keys choose holds until it moves to another patch.
    m_hovered.reset();
    assign(m_pinned ? m_pinned : m_chosen, std::optional(moved));
}

void AttentionState::setQuery(std::optional<Query> query, bool pinned)
{
    if (query && !query->isIn(m_shape))
        query.reset();
    m_hovered.reset();
    m_pinned = pinned ? query : std::nullopt;
    m_chosen = pinned ? std::nullopt : query;
    announce();
}

void AttentionState::setColourMap(ColourMap colourMap)
{
    assign(isSigned(colourMap) ? m_signedColourMap : m_colourMap, colourMap);
}

void AttentionState::setLayer(int layer)
{
    assign(m_layer, std::clamp(layer, 0, std::max(m_shape.layers - 1, 0)));
}

void AttentionState::setHead(int head)
{
    assign(m_head, std::clamp(head, 0, std::max(m_shape.heads - 1, 0)));
}

void AttentionState::nextLayer(int step)
{
    setLayer(wrapped(layer() + step, m_shape.layers));
}

void AttentionState::nextHead(int step)
{
    setHead(wrapped(head() + step, m_shape.heads));
}

void AttentionState::queryCls()
{
    pin(Query::ofCls());
}

void AttentionState::togglePin()
{
    if (isPinned())
        unpin();
    else
        pin(query());
}

void AttentionState::unpin()
{
    assign(m_pinned, std::optional<Query>());
}

void AttentionState::setOpacity(int percent)
{
    assign(m_opacity, std::clamp(percent, 0, 100));
}

void AttentionState::adjustOpacity(int percentPoints)
{
    setOpacity(m_opacity + percentPoints);
}

void AttentionState::setSmooth(bool smooth)
{
    assign(m_smooth, smooth);
}

void AttentionState::setScaleShared(bool shared)
{
    assign(m_scale, {shared, m_scale.fromLowest});
}

void AttentionState::setScaleFromLowest(bool fromLowest)
{
    assign(m_scale, {m_scale.shared, fromLowest});
}

void AttentionState::setGrid(const GridChoice& choice)
{
    assign(m_grid, choice);
}

} // namespace saccade::ui
