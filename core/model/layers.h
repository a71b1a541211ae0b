// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"
#include "core/values/model_spec.h"

namespace saccade {

/// y = x Wᵀ + b over the last dimension. Weights start as a normal distribution of deviation 0.02, cut at two
/// deviations; biases at 0 (as timm does for vision transformers).
class LinearImpl : public torch::nn::Cloneable<LinearImpl>
{
public:
    LinearImpl(std::int64_t inputs, std::int64_t outputs);
    void reset() override;
    torch::Tensor forward(const torch::Tensor& x);

    torch::Tensor weight; ///< (outputs, inputs)
    torch::Tensor bias;   ///< (outputs)

private:
    std::int64_t m_inputs;
    std::int64_t m_outputs;
};
TORCH_MODULE(Linear);

/// Layer normalisation over the last dimension (Ba et al. 2016, arXiv 1607.06450), always computed in fp32:
/// LibTorch 1.13 cannot mix bf16 input with fp32 weights, and the mean of many bf16 numbers is poor.
class LayerNormImpl : public torch::nn::Cloneable<LayerNormImpl>
{
public:
    LayerNormImpl(std::int64_t dim, double epsilon);
    void reset() override;
    torch::Tensor forward(const torch::Tensor& x);

    double epsilon() const { return m_epsilon; }

    torch::Tensor weight; ///< (dim)
    torch::Tensor bias;   ///< (dim)

private:
    std::int64_t m_dim;
    double m_epsilon;
};
TORCH_MODULE(LayerNorm);

/// The position-wise feed-forward network: fc2(act(fc1(x))), nothing after the second layer.
class MlpImpl : public torch::nn::Cloneable<MlpImpl>
{
public:
    explicit MlpImpl(const ModelSpec& spec);
    void reset() override;
    torch::Tensor forward(const torch::Tensor& x);
    /// Of norm(x), by one operation less on a device that has deviceNormLinear().
    torch::Tensor behind(const LayerNorm& norm, const torch::Tensor& x);

    const Linear& fc1() const { return m_fc1; }
    const Linear& fc2() const { return m_fc2; }

private:
    torch::Tensor afterFirst(torch::Tensor hidden);

    ModelSpec m_spec;
    Linear m_fc1{nullptr};
    Linear m_fc2{nullptr};
};
TORCH_MODULE(Mlp);

/// Normal distribution of this deviation, values beyond two deviations drawn again; in place.
void truncatedNormal(torch::Tensor& weight, double deviation);

/// Two-dimensional sine-cosine positions of a rows × columns grid, (rows·columns, dim): a quarter of the
/// width each for sin and cos of the column and of the row (as in MoCo v3, Chen et al. 2021, arXiv
/// 2104.02057).
torch::Tensor sinCosPositions(std::int64_t rows, std::int64_t columns, std::int64_t dim);

} // namespace saccade
