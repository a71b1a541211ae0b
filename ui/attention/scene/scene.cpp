// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/scene/scene.h"

#include <algorithm>

namespace saccade::ui {

const AttentionMaps* Scene::maps() const
{
    return explanation && !explanation->attention.isEmpty() ? &explanation->attention : nullptr;
}

std::vector<Sink> sinksOf(const Explanation& explanation)
{
    const AttentionMaps& maps = explanation.attention;
    // The tokens' lengths, where there are as many as there should be.
    const bool fit = explanation.tokenNorms.size() == std::size_t(maps.layers) * std::size_t(maps.tokens);
    return findSinks(maps, fit ? std::span<const float>(explanation.tokenNorms) : std::span<const float>());
}

Scale shownScale(const AttentionMaps& maps, int layer, int head, Query query, ScaleChoice choice)
{
    const int token = query.token(maps);
    Scale scale = scaleOf(maps.patches(layer, head, token));
    const auto include = [&](int l, int h) {
        const Scale one = scaleOf(maps.patches(l, h, token));
        scale = {std::min(scale.minimum, one.minimum), std::max(scale.maximum, one.maximum)};
    };
    for (int l = 0; choice.shared && l < maps.layers; ++l)
        for (int h = 0; h < maps.heads; ++h)
            include(l, h);
    // Attention has a natural zero: a map that is nearly even then looks even.
    if (!choice.fromLowest)
        scale.minimum = 0.0F;
    return scale;
}

} // namespace saccade::ui
