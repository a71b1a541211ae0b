// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/mean_attention.h"

#include "core/explain/picture_sample.h"
#include "core/model/to_double.h"
#include "core/values/error.h"

namespace saccade {

namespace {

constexpr int BatchSize = 64; // a recorded pass keeps every layer's attention

/// Calls `add` with (B, layers, heads, N, N) and the pictures' indices, batch by batch.
void overAttention(const TorchModel& model, const Dataset& data, Split split, std::span<const int> indices,
                   RunControl& control, const Progress& progress,
                   const std::function<void(const torch::Tensor&, std::span<const int>)>& add)
{
    inBatches(indices, BatchSize, control, progress, "Averaging attention", [&](std::span<const int> part) {
        const torch::NoGradGuard noGrad;
        Recording recording;
        model.logits(picturesOf(model, data, split, part), &recording);
        add(at::stack(recording.attention, 1), part);
    });
}

/// What the answer is read from looks at: (B, layers, heads, N, N) → (B, layers, heads, P).
torch::Tensor answerRow(const torch::Tensor& attention, const ModelSpec& spec)
{
    const std::int64_t prefix = spec.prefixTokens();
    const auto keys = attention.narrow(4, prefix, spec.patches());
    return spec.pooling == Pooling::Cls ? keys.select(3, 0) : keys.narrow(3, prefix, spec.patches()).mean(3);
}

} // namespace

AttentionMaps meanAttention(const ModelPtr& model, const Dataset& data, Split split, int count,
                            RunControl& control, const Progress& progress)
{
    const TorchModel& asked = torchModel(model);
    requirePictures(asked, data, split, /*needsAttention=*/true);
    const std::vector<int> indices = sampleOf(data, split, count);
    torch::Tensor sum; // (layers, heads, N, N)
    overAttention(asked, data, split, indices, control, progress,
                  [&sum](const torch::Tensor& attention, std::span<const int>) {
                      const auto part = attention.to(torch::kFloat64).sum(0);
                      sum = sum.defined() ? sum + part : part;
                  });
    const ModelSpec& spec = asked.info().spec;
    AttentionMaps maps;
    maps.layers = spec.depth;
    maps.heads = spec.heads;
    maps.tokens = spec.tokens();
    maps.prefixTokens = spec.prefixTokens();
    maps.registers = spec.registers;
    maps.gridRows = maps.gridColumns = spec.gridSide();
    maps.values = floats(sum / double(indices.size()));
    return maps;
}

OffsetAttention offsetAttention(const ModelPtr& model, const Dataset& data, Split split, int count,
                                RunControl& control, const Progress& progress)
{
    OffsetAttention result = offsetAttention(meanAttention(model, data, split, count, control, progress));
    result.pictures = int(sampleOf(data, split, count).size());
    return result;
}

ClassAttention classAttention(const ModelPtr& model, const Dataset& data, Split split, int count,
                              RunControl& control, const Progress& progress)
{
    const TorchModel& asked = torchModel(model);
    const ModelSpec& spec = asked.info().spec;
    requirePictures(asked, data, split, /*needsAttention=*/true);
    ClassAttention result;
    result.classes = int(data.classNames.size());
    result.layers = spec.depth;
    result.heads = spec.heads;
    result.gridRows = result.gridColumns = spec.gridSide();
    result.pictures.assign(data.classNames.size(), 0);
    auto sums = torch::zeros({result.classes, spec.depth, spec.heads, spec.patches()}, torch::kFloat64);
    overAttention(asked, data, split, sampleOf(data, split, count), control, progress,
                  [&](const torch::Tensor& attention, std::span<const int> part) {
                      for (const int index : part)
                          ++result.pictures[std::size_t(data.label({split, index}))];
                      sums.index_add_(0, labelsOf(data, split, part), toDouble(answerRow(attention, spec)));
                  });
    for (std::int64_t label = 0; label < sums.size(0); ++label)
        if (const int pictures = result.pictures[std::size_t(label)]; pictures > 0)
            sums[label].div_(double(pictures));
    result.values = floats(sums);
    return result;
}

} // namespace saccade
