// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/find_pictures.h"

#include "core/explain/head_output.h"
#include "core/explain/picture_sample.h"
#include "core/values/error.h"
#include "core/values/head_statistics.h"

namespace saccade {

namespace {

constexpr int BatchSize = 64; // a recorded pass keeps every layer's attention

void requireHead(const ModelSpec& spec, const FindPictures& wanted)
{
    if (wanted.layer < 0 || wanted.layer >= spec.depth || wanted.head < 0 || wanted.head >= spec.heads)
        throw Error("head: expected layer 0 to " + std::to_string(spec.depth - 1) + " and head 0 to " +
                        std::to_string(spec.heads - 1) + ", found layer " + std::to_string(wanted.layer) +
                        ", head " + std::to_string(wanted.head),
                    Error::Kind::Usage);
}

/// The statistics of core/values, which are of one picture, picture by picture: (B) of (B, N, N).
void appendStatistics(const ModelSpec& spec, FindBy by, const torch::Tensor& attention,
                      std::vector<double>& values)
{
    AttentionMaps maps;
    maps.layers = maps.heads = 1;
    maps.tokens = spec.tokens();
    maps.prefixTokens = spec.prefixTokens();
    maps.registers = spec.registers;
    maps.gridRows = maps.gridColumns = spec.gridSide();
    for (std::int64_t i = 0; i < attention.size(0); ++i) {
        maps.values = floats(attention[i]);
        values.push_back(by == FindBy::LowestEntropy
                             ? normalisedEntropy(maps, 0, 0)
                             : meanAttentionDistance(maps, 0, 0, spec.patchSize, spec.patchSize));
    }
}

} // namespace

std::vector<FoundPicture> findPictures(const ModelPtr& model, const Dataset& data, const FindPictures& wanted,
                                       RunControl& control, const Progress& progress)
{
    const TorchModel& asked = torchModel(model);
    const ModelSpec& spec = asked.info().spec;
    requirePictures(asked, data, wanted.split, /*needsAttention=*/true);
    requireHead(spec, wanted);
    std::vector<double> values;
    inBatches(sampleOf(data, wanted.split, 0), BatchSize, control, progress, "Looking for pictures",
              [&](std::span<const int> part) {
                  Recording recording;
                  asked.logits(picturesOf(asked, data, wanted.split, part), &recording);
                  if (wanted.by != FindBy::HighestOutput) {
                      const auto& layer = recording.attention[std::size_t(wanted.layer)];
                      appendStatistics(spec, wanted.by, layer.select(1, wanted.head), values);
                      return;
                  }
                  const auto lengths = headOutputLengths(asked, recording, wanted.layer, wanted.head);
                  for (const float highest : floats(lengths.amax(1)))
                      values.push_back(double(highest));
              });
    return mostExtreme(values, wanted);
}

} // namespace saccade
