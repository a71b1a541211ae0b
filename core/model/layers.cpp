// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/layers.h"

#include "core/model/device_linear.h"
#include "core/model/random_scope.h"

#include <cmath>

namespace saccade {

void truncatedNormal(torch::Tensor& weight, double deviation)
{
    // By the inverse of the distribution function: uniform in [F(-2), F(2)], so no value has to be drawn
    // again.
    const torch::NoGradGuard noGrad;
    const double edge = std::erf(2.0 / std::sqrt(2.0));
    weight.uniform_(-edge, edge, RandomScope::generator())
        .erfinv_()
        .mul_(deviation * std::sqrt(2.0))
        .clamp_(-2 * deviation, 2 * deviation);
}

torch::Tensor sinCosPositions(std::int64_t rows, std::int64_t columns, std::int64_t dim)
{
    const std::int64_t quarter = dim / 4;
    const auto options = torch::TensorOptions().dtype(torch::kFloat64);
    const auto frequency =
        at::pow(10000.0, -at::arange(quarter, options) / double(std::max<std::int64_t>(quarter, 1)));
    const auto row =
        at::arange(rows, options).repeat_interleave(columns).unsqueeze(1) * frequency; // (N, quarter)
    const auto column = at::arange(columns, options).repeat({rows}).unsqueeze(1) * frequency;
    return at::cat({column.sin(), column.cos(), row.sin(), row.cos()}, 1).to(torch::kFloat32);
}

LinearImpl::LinearImpl(std::int64_t inputs, std::int64_t outputs)
    : m_inputs(inputs)
    , m_outputs(outputs)
{
    LinearImpl::reset();
}

void LinearImpl::reset()
{
    weight = register_parameter("weight", torch::empty({m_outputs, m_inputs}));
    bias = register_parameter("bias", torch::zeros({m_outputs}));
    truncatedNormal(weight, 0.02);
}

torch::Tensor LinearImpl::forward(const torch::Tensor& x)
{
    return x.is_cuda() ? deviceLinear(x, weight, bias) : at::linear(x, weight, bias);
}

LayerNormImpl::LayerNormImpl(std::int64_t dim, double epsilon)
    : m_dim(dim)
    , m_epsilon(epsilon)
{
    LayerNormImpl::reset();
}

void LayerNormImpl::reset()
{
    weight = register_parameter("weight", torch::ones({m_dim}));
    bias = register_parameter("bias", torch::zeros({m_dim}));
}

torch::Tensor LayerNormImpl::forward(const torch::Tensor& x)
{
    return at::layer_norm(x.to(weight.scalar_type()), {m_dim}, weight, bias, m_epsilon);
}

MlpImpl::MlpImpl(const ModelSpec& spec)
    : m_spec(spec)
{
    MlpImpl::reset();
}

void MlpImpl::reset()
{
    m_fc1 = register_module("fc1", Linear(m_spec.dim, m_spec.mlpHidden()));
    m_fc2 = register_module("fc2", Linear(m_spec.mlpHidden(), m_spec.dim));
}

torch::Tensor MlpImpl::forward(const torch::Tensor& x)
{
    return afterFirst(m_fc1(x));
}

torch::Tensor MlpImpl::behind(const LayerNorm& norm, const torch::Tensor& x)
{
    return afterFirst(
        deviceNormLinear(x, norm->weight, norm->bias, norm->epsilon(), m_fc1->weight, m_fc1->bias));
}

torch::Tensor MlpImpl::afterFirst(torch::Tensor hidden)
{
    hidden = m_spec.activation == Activation::Gelu ? at::gelu(hidden) : at::relu(hidden); // (B, N, hidden)
    hidden = seededDropout(hidden, m_spec.dropout, is_training());
    return seededDropout(m_fc2(hidden), m_spec.dropout, is_training());
}

} // namespace saccade
