// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"
#include "core/values/model_spec.h"

// What stands between two convolutions, on the CPU: one pass over memory each way for what autograd would do
// in five or more, by core/kernels. The same numbers as LibTorch's operations, to rounding. Activations are
// of x's type, fp32 or bf16; norms and sums are fp32.

namespace saccade {

/// What a batch norm is made of: (C) each, fp32. In training the running figures move by `momentum`.
struct BatchNormParts
{
    torch::Tensor weight, bias;
    torch::Tensor runningMean, runningVar;
    double epsilon;
    double momentum;
    bool training;
};

/// Whether the functions below can work on x: on the CPU, fp32 or bf16.
bool canFuse(const torch::Tensor& x);
/// The same for the two with a norm: fp32 parameters, and GELU.
bool canFuseNorm(const ModelSpec& spec, const torch::Tensor& x, const torch::Tensor& normWeight);

/// gelu(batch norm(x)): (B, C, H, W), channels last.
torch::Tensor batchNormGelu(const torch::Tensor& x, const BatchNormParts& parts);

/// gelu(layer norm of each pixel's channels): (B, C, H, W), channels last.
torch::Tensor layerNormGelu(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                            double epsilon);

/// The greatest of each 2 × 2 pixels: (B, C, H, W) → (B, C, H/2, W/2), channels last; H and W are even.
torch::Tensor greatestOfFour(const torch::Tensor& x);

} // namespace saccade
