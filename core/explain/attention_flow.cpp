// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/attention_flow.h"

#include "core/explain/max_flow.h"
#include "core/explain/method_input.h"
#include "core/explain/rollout.h"

namespace saccade {

std::vector<double> attentionFlow(const std::vector<TokenMatrix>& layers, const TokenLayout& layout,
                                  std::optional<int> query)
{
    const int n = layout.tokens;
    const int depth = int(layers.size());
    // Token t as it is before layer l is node l · n + t; behind the last layer l is the depth.
    MaxFlow graph((depth + 1) * n + 1);
    for (int layer = 0; layer < depth; ++layer) {
        const TokenMatrix capacity = withResidual(layers[std::size_t(layer)]);
        for (int looking = 0; looking < n; ++looking)
            for (int key = 0; key < n; ++key)
                graph.addEdge((layer + 1) * n + looking, layer * n + key, capacity.at(looking, key));
    }
    int source = depth * n + query.value_or(0);
    if (!query && !layout.hasCls) {
        source = (depth + 1) * n;
        const int patches = n - layout.prefixTokens;
        for (int token = layout.prefixTokens; token < n; ++token)
            graph.addEdge(source, depth * n + token, 1.0 / patches);
    }
    std::vector<double> result;
    for (int token = layout.prefixTokens; token < n; ++token)
        result.push_back(graph.flow(source, token));
    return result;
}

std::vector<MethodMap> attentionFlowMethod(const MethodInput& input)
{
    const RecordedPass pass = recordedPass(input, Gradients::Off);
    const HeadFuse fuse = input.request.fuse.value_or(HeadFuse::Mean);
    const TokenLayout layout = input.layout();
    const auto layers = fusedLayers(pass.attention, input.lastLayer(), fuse,
                                    input.request.discard.value_or(0.0), layout.hasCls);
    MethodMap map =
        input.map(attentionFlow(layers, layout, input.request.query), input.spec().gridSide(),
                  pass.classIndex, "largest flow over the " + word(fuse) + " of heads, up to the layer");
    map.layer = input.lastLayer();
    map.query = input.request.query;
    if (!map.query && layout.hasCls)
        map.query = 0;
    return {map};
}

} // namespace saccade
