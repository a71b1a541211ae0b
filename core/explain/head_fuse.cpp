// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/head_fuse.h"

#include "core/explain/method_input.h"

#include <algorithm>

namespace saccade {

TokenMatrix oneHead(const TokenStack& attention, int layer, int head)
{
    TokenMatrix result(attention.tokens);
    std::ranges::copy(attention.matrix(layer, head), result.values.begin());
    return result;
}

TokenMatrix fusedHeads(const TokenStack& attention, int layer, HeadFuse fuse)
{
    TokenMatrix result = oneHead(attention, layer, 0);
    for (int head = 1; head < attention.heads; ++head) {
        const auto other = attention.matrix(layer, head);
        for (std::size_t i = 0; i < result.values.size(); ++i) {
            double& value = result.values[i];
            if (fuse == HeadFuse::Mean)
                value += other[i];
            else
                value = fuse == HeadFuse::Max ? std::max(value, other[i]) : std::min(value, other[i]);
        }
    }
    if (fuse == HeadFuse::Mean)
        for (double& value : result.values)
            value /= attention.heads;
    return result;
}

std::vector<MethodMap> attentionMethod(const MethodInput& input)
{
    const RecordedPass pass = recordedPass(input, Gradients::Off);
    std::vector<MethodMap> maps;
    for (const int layer : input.openLayers())
        for (const int head : input.openHeads()) {
            maps.push_back(input.tokenMap(oneHead(pass.attention, layer, head), pass.classIndex,
                                          "attention as the model used it"));
            maps.back().layer = layer;
            maps.back().head = head;
        }
    return maps;
}

std::vector<MethodMap> headFuseMethod(const MethodInput& input)
{
    const RecordedPass pass = recordedPass(input, Gradients::Off);
    const HeadFuse fuse = headFuse(input.request.method.substr(std::string("head-").size()));
    std::vector<MethodMap> maps;
    for (const int layer : input.openLayers()) {
        maps.push_back(input.tokenMap(fusedHeads(pass.attention, layer, fuse), pass.classIndex,
                                      word(fuse) + " over the layer's heads"));
        maps.back().layer = layer;
    }
    return maps;
}

} // namespace saccade
