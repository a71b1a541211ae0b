// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/conv.h"

#include "core/model/fused_conv.h"
#include "core/model/layers.h"
#include "core/model/winograd.h"

#include <cmath>

namespace saccade {

namespace {

constexpr double Momentum = 0.1; // of batch norms' running figures

}

Conv3x3Impl::Conv3x3Impl(std::int64_t inputs, std::int64_t outputs, std::int64_t stride)
    : m_inputs(inputs)
    , m_outputs(outputs)
    , m_stride(stride)
{
    Conv3x3Impl::reset();
}

void Conv3x3Impl::reset()
{
    weight = register_parameter("weight", torch::empty({m_outputs, m_inputs, 3, 3}));
    truncatedNormal(weight, std::sqrt(2.0 / double(9 * m_inputs)));
}

torch::Tensor Conv3x3Impl::forward(const torch::Tensor& x)
{
    if (m_stride == 1 && isWinogradFaster(x, weight))
        return winogradConvolution(x, weight);
    return at::conv2d(x.contiguous(at::MemoryFormat::ChannelsLast), weight, {}, m_stride, 1);
}

BatchNormImpl::BatchNormImpl(std::int64_t channels, double epsilon)
    : m_channels(channels)
    , m_epsilon(epsilon)
{
    BatchNormImpl::reset();
}

void BatchNormImpl::reset()
{
    weight = register_parameter("weight", torch::ones({m_channels}));
    bias = register_parameter("bias", torch::zeros({m_channels}));
    runningMean = register_buffer("running_mean", torch::zeros({m_channels}));
    runningVar = register_buffer("running_var", torch::ones({m_channels}));
}

torch::Tensor BatchNormImpl::forward(const torch::Tensor& x)
{
    return at::batch_norm(x.to(weight.scalar_type()), weight, bias, runningMean, runningVar, is_training(),
                          Momentum, m_epsilon, false);
}

torch::Tensor BatchNormImpl::activated(const torch::Tensor& x, const ModelSpec& spec)
{
    if (!canFuseNorm(spec, x, weight))
        return activate(forward(x), spec);
    return batchNormGelu(x, {weight, bias, runningMean, runningVar, m_epsilon, Momentum, is_training()});
}

torch::Tensor activate(const torch::Tensor& x, const ModelSpec& spec)
{
    return spec.activation == Activation::Gelu ? at::gelu(x) : at::relu(x);
}

torch::Tensor halve(const torch::Tensor& x)
{
    const bool even = x.size(2) % 2 == 0 && x.size(3) % 2 == 0;
    return even && canFuse(x) ? greatestOfFour(x) : at::max_pool2d(x, 2);
}

} // namespace saccade
