// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/value_weighted.h"

#include "core/explain/head_fuse.h"
#include "core/explain/method_input.h"

namespace saccade {

namespace {

/// (heads, N): ‖v_j W_O‖ of each head.
torch::Tensor valueLengths(const MethodInput& input, const RecordedPass& pass, int layer)
{
    const ModelSpec& spec = input.spec();
    const auto parameters = input.model.network().named_parameters();
    const std::string block = "blocks." + std::to_string(layer) + ".attn.";
    const auto weight = parameters[block + "qkv.weight"].narrow(0, 2 * spec.dim, spec.dim);
    const auto bias = parameters[block + "qkv.bias"].narrow(0, 2 * spec.dim, spec.dim);
    const auto values = at::linear(pass.recording.inputs[std::size_t(layer)][0], weight, bias)
                            .view({spec.tokens(), spec.heads, spec.headDim()})
                            .transpose(0, 1); // (heads, N, head_dim)
    const auto output = parameters[block + "proj.weight"].t().reshape(
        {spec.heads, spec.headDim(), spec.dim}); // (heads, head_dim, dim)
    return at::matmul(values, output).pow(2).sum(-1).sqrt();
}

} // namespace

TokenMatrix weightedKeys(TokenMatrix attention, std::span<const double> lengths)
{
    for (int query = 0; query < attention.tokens; ++query)
        for (int key = 0; key < attention.tokens; ++key)
            attention.at(query, key) *= lengths[std::size_t(key)];
    return attention;
}

std::vector<MethodMap> valueWeightedMethod(const MethodInput& input)
{
    const RecordedPass pass = recordedPass(input, Gradients::Off);
    std::vector<MethodMap> maps;
    for (const int layer : input.openLayers()) {
        const auto lengths = valueLengths(input, pass, layer);
        for (const int head : input.openHeads()) {
            maps.push_back(input.tokenMap(
                weightedKeys(oneHead(pass.attention, layer, head), numbers(lengths[head])), pass.classIndex,
                "attention times the length of the value behind the output matrix"));
            maps.back().layer = layer;
            maps.back().head = head;
        }
    }
    return maps;
}

} // namespace saccade
