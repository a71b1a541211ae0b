// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/grid/head_tiles.h"

#include "core/values/sinks.h"
#include "core/values/token_share.h"

#include <algorithm>

namespace saccade::ui {

namespace {

std::vector<float> attentionTile(const Scene& scene, bool sinksLeftOut, int layer, int head, int token)
{
    const AttentionMaps& maps = *scene.maps();
    if (!sinksLeftOut) {
        const auto patches = maps.patches(layer, head, token);
        return {patches.begin(), patches.end()};
    }
    const std::vector<float> row =
        withoutTokens(maps.row(layer, head, token), sinkTokens(scene.sinks, layer));
    return {row.begin() + maps.prefixTokens, row.end()};
}

} // namespace

Scale HeadTiles::scale(std::size_t tile, ScaleChoice choice) const
{
    bool isAny = false;
    Scale ends;
    for (std::size_t i = 0; i < maps.size(); ++i) {
        if (maps[i].empty() || (!choice.shared && i != tile))
            continue;
        const Scale one = scaleOf(maps[i]);
        ends = isAny ? Scale{std::min(ends.minimum, one.minimum), std::max(ends.maximum, one.maximum)} : one;
        isAny = true;
    }
    if (isSigned) {
        const float most = std::max(-ends.minimum, ends.maximum);
        return {-most, most};
    }
    // As on the picture: 0 is where the colours begin, but where the lowest value was chosen.
    if (!choice.fromLowest)
        ends.minimum = 0.0F;
    return ends;
}

HeadTiles headTiles(const Scene& scene, const GridChoice& choice, Query query)
{
    const AttentionMaps& maps = *scene.maps();
    const int token = query.token(maps);
    const bool isAttention = choice.quantity == "attention";
    HeadTiles tiles;
    tiles.hasHeads = isAttention || methodInfo(choice.quantity).takesHead;
    // While the query moves on, the maps of the one before stay until the new ones are there.
    const HeadMaps* computed =
        scene.headMaps && scene.headMaps->method == choice.quantity ? scene.headMaps.get() : nullptr;
    for (int layer = 0; layer < maps.layers; ++layer)
        for (int head = 0; head < maps.heads; ++head) {
            std::vector<float> tile;
            if (isAttention) {
                tile = attentionTile(scene, choice.sinksLeftOut, layer, head, token);
            } else if (const MethodMap* map = computed ? computed->at(layer, head) : nullptr;
                       map && (tiles.hasHeads || head == 0) && map->rows == maps.gridRows &&
                       map->columns == maps.gridColumns) {
                tile = map->values;
                tiles.isSigned = map->isSigned;
            }
            tiles.maps.push_back(std::move(tile));
        }
    return tiles;
}

} // namespace saccade::ui
