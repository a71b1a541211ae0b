// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"

#include "core/model/torch_model.h"

namespace saccade {

namespace {

std::vector<float> toVector(const torch::Tensor& tensor)
{
    const auto flat = tensor.to(torch::kCPU, torch::kFloat32).contiguous();
    return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

} // namespace

Explanation explain(const ModelPtr& model, const Image& picture)
{
    const TorchModel& network = torchModel(model);
    const ModelSpec& spec = model->info().spec;
    Recording recording;
    const auto logits = network.logits(pictureTensor(picture, model->info()), &recording);

    Explanation result;
    result.logits = toVector(logits);
    result.probabilities = toVector(at::softmax(logits.to(torch::kFloat64), -1));
    if (!spec.hasAttention())
        return result;
    AttentionMaps& maps = result.attention;
    maps.layers = spec.depth;
    maps.heads = spec.heads;
    maps.tokens = spec.tokens();
    maps.prefixTokens = spec.prefixTokens();
    maps.registers = spec.registers;
    maps.gridRows = spec.gridSide();
    maps.gridColumns = spec.gridSide();
    maps.values = toVector(at::cat(recording.attention, 0)); // (L, heads, N, N)
    for (const auto& output : recording.outputs) {
        const auto lengths = toVector(output[0].to(torch::kFloat32).pow(2).sum(-1).sqrt()); // (N)
        result.tokenNorms.insert(result.tokenNorms.end(), lengths.begin(), lengths.end());
    }
    return result;
}

} // namespace saccade
