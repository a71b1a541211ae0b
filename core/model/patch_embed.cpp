// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/patch_embed.h"

#include "core/model/device_linear.h"
#include "core/model/fused_conv.h"

#include <torch/nn/modules/container/modulelist.h>

#include <cmath>

namespace saccade {

PatchProjectionImpl::PatchProjectionImpl(std::int64_t dim, std::int64_t channels, std::int64_t side)
    : m_dim(dim)
    , m_channels(channels)
    , m_side(side)
{
    PatchProjectionImpl::reset();
}

void PatchProjectionImpl::reset()
{
    weight = register_parameter("weight", torch::empty({m_dim, m_channels, m_side, m_side}));
    bias = register_parameter("bias", torch::zeros({m_dim}));
    // The inputs have unit deviation, channels·side² of them: Xavier's scale, not the 0.02 of the blocks.
    truncatedNormal(weight, std::sqrt(2.0 / double(m_channels * m_side * m_side + m_dim)));
}

torch::Tensor PatchProjectionImpl::forward(const torch::Tensor& patches)
{
    const auto matrix = weight.flatten(1);
    return patches.is_cuda() ? deviceLinear(patches, matrix, bias) : at::linear(patches, matrix, bias);
}

FlatPatchEmbedImpl::FlatPatchEmbedImpl(const ModelSpec& spec)
    : m_patch(spec.patchSize)
    , m_proj(register_module("proj", PatchProjection(spec.dim, 3, spec.patchSize)))
{
}

torch::Tensor FlatPatchEmbedImpl::forward(const torch::Tensor& pictures)
{
    const std::int64_t batch = pictures.size(0);
    const std::int64_t p = m_patch;
    const std::int64_t side = pictures.size(2) / p;
    return m_proj(pictures.reshape({batch, 3, side, p, side, p})
                      .permute({0, 2, 4, 1, 3, 5})
                      .reshape({batch, side * side, 3 * p * p})); // (B, patches, 3·p·p)
}

StemPatchEmbedImpl::StemPatchEmbedImpl(const ModelSpec& spec)
    : m_spec(spec)
{
    auto backbone = register_module("backbone", torch::nn::ModuleList());
    std::int64_t inputs = 3;
    for (int halved = spec.patchSize / 2; halved >= 1; halved /= 2) {
        const std::int64_t outputs = spec.dim / halved;
        auto stage = std::make_shared<torch::nn::Module>("ConvNorm");
        m_convs.push_back(stage->register_module("conv", Conv3x3(inputs, outputs, 2)));
        m_norms.push_back(stage->register_module("norm", LayerNorm(outputs, spec.normEpsilon)));
        backbone->push_back(stage);
        inputs = outputs;
    }
    m_proj = register_module("proj", PatchProjection(spec.dim, inputs, 1));
}

namespace {

torch::Tensor normalisedAndActivated(const torch::Tensor& x, LayerNormImpl& norm, const ModelSpec& spec)
{
    if (canFuseNorm(spec, x, norm.weight))
        return layerNormGelu(x, norm.weight, norm.bias, spec.normEpsilon);
    return activate(norm.forward(x.permute({0, 2, 3, 1})), spec).permute({0, 3, 1, 2});
}

} // namespace

torch::Tensor StemPatchEmbedImpl::forward(const torch::Tensor& pictures)
{
    auto x = pictures; // (B, channels, H, W); channels last in memory, so that the permutes are views
    for (std::size_t i = 0; i < m_convs.size(); ++i)
        x = normalisedAndActivated(m_convs[i](x), *m_norms[i], m_spec);
    return m_proj(x.permute({0, 2, 3, 1}).flatten(1, 2));
}

} // namespace saccade
