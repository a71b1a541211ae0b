// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/cnn.h"

#include "core/model/output_probe.h"
#include "core/model/whitening.h"

#include <torch/nn/modules/container/modulelist.h>

namespace saccade {

ConvNetwork::ConvNetwork(const ModelSpec& spec)
    : Network(spec)
{
    torch::nn::ModuleList list;
    const auto convNorm = [&spec](torch::nn::Module& parent, const char* name, std::int64_t inputs,
                                  std::int64_t outputs) {
        auto holder = parent.register_module(name, std::make_shared<torch::nn::Module>("ConvNorm"));
        ConvNorm result;
        result.conv = holder->register_module("conv", Conv3x3(inputs, outputs));
        result.norm = holder->register_module("bn", BatchNorm(outputs, spec.normEpsilon));
        return result;
    };
    std::int64_t inputs = spec.stemWidth();
    m_stem = convNorm(*this, "stem", 3, inputs);
    register_module("stages", list);
    for (int i = 0; i < spec.depth; ++i) {
        const std::int64_t outputs = spec.stageWidth(i);
        auto stage = std::make_shared<torch::nn::Module>("Stage");
        m_stages.push_back(
            {convNorm(*stage, "down", inputs, outputs), convNorm(*stage, "block", outputs, outputs)});
        list->push_back(stage);
        inputs = outputs;
    }
    m_head = register_module("head", Linear(inputs, spec.classes));
}

torch::Tensor ConvNetwork::forward(const torch::Tensor& pictures, Recording* recording,
                                   std::optional<GridOrigin>)
{
    requireSide(pictures, std::int64_t(1) << m_spec.depth);
    if (recording)
        *recording = {};
    auto x = m_stem.norm->activated(m_stem.conv(pictures), m_spec);
    OutputProbe::note("embedding", x);
    std::size_t place = 0;
    for (Stage& stage : m_stages) {
        // Pooled before it is normalised: the norm and the activation then have a quarter of the work, and
        // neither cares much which comes first.
        x = stage.down.norm->activated(halve(stage.down.conv(x)), m_spec);
        x = x + stage.block.norm->activated(stage.block.conv(x), m_spec);
        OutputProbe::note("stages", place++, x);
        if (recording)
            recording->stages.push_back(x);
    }
    x = m_head(x.mean({2, 3}));
    OutputProbe::note("head", x);
    return x;
}

void ConvNetwork::startFrom(const torch::Tensor& pictures)
{
    const torch::NoGradGuard noGrad;
    auto& weight = m_stem.conv->weight;
    weight.copy_(whiteningFilters(pictures, weight.size(0)));
}

} // namespace saccade
