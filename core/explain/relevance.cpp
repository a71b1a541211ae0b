// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/relevance.h"

#include "core/explain/method_input.h"

#include <algorithm>

namespace saccade {

TokenMatrix relevance(const TokenStack& attention, const TokenStack& gradient, int last)
{
    TokenMatrix result = TokenMatrix::identity(attention.tokens);
    for (int layer = 0; layer <= last; ++layer) {
        TokenMatrix raised(attention.tokens);
        for (int head = 0; head < attention.heads; ++head) {
            const auto a = attention.matrix(layer, head);
            const auto g = gradient.matrix(layer, head);
            for (std::size_t i = 0; i < a.size(); ++i)
                raised.values[i] += std::max(g[i] * a[i], 0.0) / attention.heads;
        }
        const TokenMatrix passed = product(raised, result);
        for (std::size_t i = 0; i < passed.values.size(); ++i)
            result.values[i] += passed.values[i];
    }
    return result;
}

std::vector<MethodMap> relevanceMethod(const MethodInput& input)
{
    const RecordedPass pass = recordedPass(input, Gradients::On);
    MethodMap map =
        input.tokenMap(relevance(pass.attention, attentionGradient(pass, pass.classIndex), input.lastLayer()),
                       pass.classIndex, "relevance for the class, up to the layer");
    map.layer = input.lastLayer();
    return {map};
}

} // namespace saccade
