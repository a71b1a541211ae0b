// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/head_output.h"

namespace saccade {

torch::Tensor headOutputLengths(const TorchModel& model, const Recording& recording, int layer, int head)
{
    const torch::NoGradGuard noGrad;
    const ModelSpec& spec = model.info().spec;
    const auto parameters = model.network().named_parameters();
    const std::string block = "blocks." + std::to_string(layer) + ".attn.";
    const std::int64_t width = spec.headDim();
    const std::int64_t first = 2 * spec.dim + head * width; // queries, keys, values; in each the heads
    const auto values = at::linear(
        recording.inputs[std::size_t(layer)], parameters[block + "qkv.weight"].narrow(0, first, width),
        parameters[block + "qkv.bias"].narrow(0, first, width)); // (B, N, head_dim)
    const auto mixed = at::matmul(recording.attention[std::size_t(layer)].select(1, head), values);
    const auto output = parameters[block + "proj.weight"].narrow(1, head * width, width); // (dim, head_dim)
    return at::matmul(mixed, output.t()).pow(2).sum(-1).sqrt();
}

} // namespace saccade
