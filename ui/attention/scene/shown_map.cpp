// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/scene/shown_map.h"

#include "ui/attention/scene/attention_state.h"

#include <algorithm>
#include <cmath>

namespace saccade::ui {

namespace {

Scale joined(const Scale& a, const Scale& b)
{
    return {std::min(a.minimum, b.minimum), std::max(a.maximum, b.maximum)};
}

/// Of an answer with all layers and heads the one that is chosen; else the only one.
const MethodMap* chosen(const MethodResult& result, int layer, int head)
{
    for (const MethodMap& map : result.maps)
        if (map.layer == layer && (!map.head || map.head == head))
            return &map;
    return result.maps.empty() ? nullptr : &result.maps.front();
}

} // namespace

std::optional<ShownMap> shownMap(const Scene& scene, const AttentionState& state)
{
    ShownMap shown;
    if (scene.method) {
        shown.method = chosen(*scene.method, state.layer(), state.head());
        if (!shown.method)
            return std::nullopt;
        shown.rows = shown.method->rows;
        shown.columns = shown.method->columns;
        shown.values = shown.method->values;
        shown.scale = methodScale(*scene.method, *shown.method, state.scale());
        shown.colours = shown.method->isSigned ? state.signedColourMap() : state.colourMap();
        shown.owner = scene.method;
        return shown;
    }
    const AttentionMaps* maps = scene.maps();
    if (!maps)
        return std::nullopt;
    const Query query = state.query();
    shown.rows = maps->gridRows;
    shown.columns = maps->gridColumns;
    shown.values = maps->patches(state.layer(), state.head(), query.token(*maps));
    shown.scale = shownScale(*maps, state.layer(), state.head(), query, state.scale());
    shown.colours = state.colourMap();
    shown.owner = scene.explanation;
    return shown;
}

Scale methodScale(const MethodResult& result, const MethodMap& map, ScaleChoice choice)
{
    Scale scale = scaleOf(map.values);
    if (choice.shared && result.seen)
        scale = joined(scale, *result.seen);
    if (map.isSigned) {
        const float furthest = std::max(std::abs(scale.minimum), std::abs(scale.maximum));
        // A map of nothing but 0 is all middle, not all one end.
        return furthest > 0.0F ? Scale{-furthest, furthest} : Scale{-1.0F, 1.0F};
    }
    if (!choice.fromLowest)
        scale.minimum = std::min(scale.minimum, 0.0F);
    return scale;
}

std::optional<Scale> endsOf(const std::vector<MethodMap>& maps, std::optional<Scale> before)
{
    for (const MethodMap& map : maps) {
        const Scale one = scaleOf(map.values);
        before = before ? joined(*before, one) : one;
    }
    return before;
}

} // namespace saccade::ui
