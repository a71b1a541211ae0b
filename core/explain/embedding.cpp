// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/embedding.h"

#include "core/explain/method_input.h"
#include "core/model/to_double.h"
#include "core/values/error.h"

namespace saccade {

namespace {

/// The first weight of four dimensions that reads three channels, (filters, 3, side, side).
torch::Tensor firstFilters(const TorchModel& model)
{
    for (const auto& parameter : model.network().named_parameters())
        if (parameter.value().dim() == 4 && parameter.value().size(1) == 3)
            return parameter.value();
    throw Error("model: expected a layer that reads a picture's three channels, found none");
}

torch::Tensor positionsOf(const TorchModel& model)
{
    const auto parameters = model.network().named_parameters();
    if (const auto* learned = parameters.find("pos_embed"))
        return *learned;
    const auto buffers = model.network().named_buffers();
    const auto* fixed = buffers.find("pos_embed");
    return fixed ? *fixed : torch::Tensor();
}

} // namespace

PositionSimilarity positionSimilarity(const ModelPtr& model)
{
    const TorchModel& asked = torchModel(model);
    const ModelSpec& spec = asked.info().spec;
    PositionSimilarity result;
    const auto positions = spec.hasAttention() ? positionsOf(asked) : torch::Tensor(); // (1, cls + P, dim)
    if (!positions.defined())
        return result;
    result.gridRows = result.gridColumns = spec.gridSide();
    result.isLearned = spec.positions == Positions::Learned;
    const auto ofPatches = positions[0].narrow(0, positions.size(1) - spec.patches(), spec.patches());
    result.values = cosineSimilarity(numbers(ofPatches), spec.patches());
    return result;
}

EmbeddingFilters embeddingFilters(const ModelPtr& model, int most)
{
    const torch::NoGradGuard noGrad;
    const auto weight = toDouble(firstFilters(torchModel(model)).detach());
    EmbeddingFilters result;
    result.filters = int(weight.size(0));
    result.side = int(weight.size(2));
    auto shown = weight.flatten(1); // (filters, 3 · side · side)
    if (result.filters > most) {
        result.isPrincipal = true;
        const auto [u, strengths, components] =
            at::linalg_svd(shown - shown.mean(0, /*keepdim=*/true), /*full_matrices=*/false);
        const auto variances = strengths.pow(2);
        const auto shares = variances / variances.sum().clamp_min(1e-300);
        const std::int64_t count = std::min<std::int64_t>(most, components.size(0));
        shown = components.narrow(0, 0, count);
        result.explained = numbers(shares.narrow(0, 0, count));
        const auto largest = shown.gather(1, shown.abs().argmax(1, /*keepdim=*/true)); // (count, 1)
        shown = shown * largest.sign();
    }
    for (std::int64_t i = 0; i < shown.size(0); ++i)
        result.tiles.push_back(filterTile(numbers(shown[i]), result.side));
    return result;
}

} // namespace saccade
