// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/gradient_attention.h"

#include "core/explain/head_fuse.h"
#include "core/explain/method_input.h"

namespace saccade {

TokenMatrix gradientTimesAttention(const TokenStack& attention, const TokenStack& gradient, int layer,
                                   int head)
{
    TokenMatrix result = oneHead(attention, layer, head);
    const auto g = gradient.matrix(layer, head);
    for (std::size_t i = 0; i < g.size(); ++i)
        result.values[i] *= g[i];
    return result;
}

std::vector<MethodMap> gradientAttentionMethod(const MethodInput& input)
{
    const RecordedPass pass = recordedPass(input, Gradients::On);
    const TokenStack gradient = attentionGradient(pass, pass.classIndex);
    std::vector<MethodMap> maps;
    for (const int layer : input.openLayers())
        for (const int head : input.openHeads()) {
            maps.push_back(input.tokenMap(gradientTimesAttention(pass.attention, gradient, layer, head),
                                          pass.classIndex, "attention times its gradient, for the class"));
            maps.back().isSigned = true;
            maps.back().layer = layer;
            maps.back().head = head;
        }
    return maps;
}

} // namespace saccade
