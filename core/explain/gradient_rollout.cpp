// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/gradient_rollout.h"

#include "core/explain/method_input.h"
#include "core/explain/rollout.h"

#include <algorithm>

namespace saccade {

TokenMatrix raisingAttention(const TokenStack& attention, const TokenStack& gradient, int layer)
{
    TokenMatrix result(attention.tokens);
    for (int head = 0; head < attention.heads; ++head) {
        const auto a = attention.matrix(layer, head);
        const auto g = gradient.matrix(layer, head);
        for (std::size_t i = 0; i < a.size(); ++i)
            result.values[i] += a[i] * g[i] / attention.heads;
    }
    for (double& value : result.values)
        value = std::max(value, 0.0);
    return result;
}

std::vector<MethodMap> gradientRolloutMethod(const MethodInput& input)
{
    const RecordedPass pass = recordedPass(input, Gradients::On);
    const TokenStack gradient = attentionGradient(pass, pass.classIndex);
    std::vector<TokenMatrix> layers;
    for (int layer = 0; layer <= input.lastLayer(); ++layer) {
        layers.push_back(raisingAttention(pass.attention, gradient, layer));
        discardLowest(layers.back(), input.request.discard.value_or(0.0), input.layout().hasCls);
    }
    MethodMap map = input.tokenMap(rolledOut(layers), pass.classIndex,
                                   "rollout of attention times its gradient, above 0, up to the layer");
    map.layer = input.lastLayer();
    return {map};
}

} // namespace saccade
