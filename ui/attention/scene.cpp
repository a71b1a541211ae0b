// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/scene.h"

#include <algorithm>

namespace saccade::ui {

const AttentionMaps* Scene::maps() const
{
    return explanation && !explanation->attention.isEmpty() ? &explanation->attention : nullptr;
}

Scale shownScale(const AttentionMaps& maps, int layer, int head, Query query, bool shared)
{
    const int token = query.token(maps);
    // Attention has a natural zero: a map that is nearly even then looks even.
    Scale scale{0.0F, 0.0F};
    const auto include = [&](int l, int h) {
        scale.maximum = std::max(scale.maximum, scaleOf(maps.patches(l, h, token)).maximum);
    };
    if (!shared) {
        include(layer, head);
        return scale;
    }
    for (int l = 0; l < maps.layers; ++l)
        for (int h = 0; h < maps.heads; ++h)
            include(l, h);
    return scale;
}

} // namespace saccade::ui
