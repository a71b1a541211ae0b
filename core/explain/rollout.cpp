// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/rollout.h"

#include "core/explain/head_fuse.h"
#include "core/explain/method_input.h"

#include <algorithm>
#include <numeric>

namespace saccade {

void discardLowest(TokenMatrix& matrix, double share, bool hasCls)
{
    std::vector<int> keys(std::size_t(matrix.tokens - (hasCls ? 1 : 0)));
    const auto count = std::ptrdiff_t(share * double(keys.size()));
    for (int query = 0; query < matrix.tokens; ++query) {
        std::iota(keys.begin(), keys.end(), hasCls ? 1 : 0);
        std::ranges::stable_sort(keys, {}, [&](int key) { return matrix.at(query, key); });
        std::for_each_n(keys.begin(), count, [&](int key) { matrix.at(query, key) = 0.0; });
    }
}

TokenMatrix withResidual(const TokenMatrix& matrix)
{
    TokenMatrix result = matrix;
    for (int query = 0; query < matrix.tokens; ++query) {
        result.at(query, query) += 1.0;
        const auto row = result.row(query);
        const double sum = std::accumulate(row.begin(), row.end(), 0.0);
        for (double& value : row)
            value /= sum;
    }
    return result;
}

TokenMatrix rolledOut(const std::vector<TokenMatrix>& layers)
{
    TokenMatrix result = TokenMatrix::identity(layers.front().tokens);
    for (const TokenMatrix& layer : layers)
        result = product(withResidual(layer), result);
    return result;
}

std::vector<TokenMatrix> fusedLayers(const TokenStack& attention, int last, HeadFuse fuse, double discard,
                                     bool hasCls)
{
    std::vector<TokenMatrix> layers;
    for (int layer = 0; layer <= last; ++layer) {
        layers.push_back(fusedHeads(attention, layer, fuse));
        discardLowest(layers.back(), discard, hasCls);
    }
    return layers;
}

std::vector<MethodMap> rolloutMethod(const MethodInput& input)
{
    const RecordedPass pass = recordedPass(input, Gradients::Off);
    const HeadFuse fuse = input.request.fuse.value_or(HeadFuse::Mean);
    const auto layers = fusedLayers(pass.attention, input.lastLayer(), fuse,
                                    input.request.discard.value_or(0.0), input.layout().hasCls);
    MethodMap map = input.tokenMap(rolledOut(layers), pass.classIndex,
                                   "rollout of the " + word(fuse) + " over heads, up to the layer");
    map.layer = input.lastLayer();
    return {map};
}

} // namespace saccade
