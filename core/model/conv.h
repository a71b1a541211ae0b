// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"
#include "core/values/model_spec.h"

#include <vector>

namespace saccade {

/// A 3 × 3 convolution with a border of zeros: (B, inputs, H, W) → (B, outputs, ⌈H/stride⌉, ⌈W/stride⌉), in
/// channels-last memory, the layout that oneDNN's kernels want. It has no bias: a norm with one follows.
/// Weights start as a normal distribution of variance 2 / (9 · inputs) (He et al. 2015, arXiv 1502.01852),
/// cut at two deviations.
class Conv3x3Impl : public torch::nn::Cloneable<Conv3x3Impl>
{
public:
    Conv3x3Impl(std::int64_t inputs, std::int64_t outputs, std::int64_t stride = 1);
    void reset() override;
    torch::Tensor forward(const torch::Tensor& x);

    torch::Tensor weight; ///< (outputs, inputs, 3, 3)

private:
    std::int64_t m_inputs;
    std::int64_t m_outputs;
    std::int64_t m_stride;
};
TORCH_MODULE(Conv3x3);

/// Batch normalisation of each channel (Ioffe and Szegedy 2015, arXiv 1502.03167), in fp32: by the batch in
/// training, by running means (each step takes a tenth of the new) in evaluation. The running figures are
/// buffers: what copies or stores a network takes them along.
class BatchNormImpl : public torch::nn::Cloneable<BatchNormImpl>
{
public:
    BatchNormImpl(std::int64_t channels, double epsilon);
    void reset() override;
    torch::Tensor forward(const torch::Tensor& x);
    /// The norm, then the spec's activation.
    torch::Tensor activated(const torch::Tensor& x, const ModelSpec& spec);

    torch::Tensor weight;      ///< (channels)
    torch::Tensor bias;        ///< (channels)
    torch::Tensor runningMean; ///< (channels)
    torch::Tensor runningVar;  ///< (channels), unbiased

private:
    std::int64_t m_channels;
    double m_epsilon;
};
TORCH_MODULE(BatchNorm);

/// GELU or ReLU, as the spec says.
torch::Tensor activate(const torch::Tensor& x, const ModelSpec& spec);

/// The greatest of each 2 × 2 pixels: (B, C, H, W) → (B, C, ⌊H/2⌋, ⌊W/2⌋).
torch::Tensor halve(const torch::Tensor& x);

} // namespace saccade
