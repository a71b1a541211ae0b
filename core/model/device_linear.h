// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"

namespace saccade {

/// x Wᵀ + b, x (…, inputs), with a way back for devices whose time goes into reading and writing memory: the
/// bias's gradient is a matrix product with ones, which LibTorch's sums are several times slower than. In
/// bf16 where the thread is in mixed precision on x's device, else in x's type.
torch::Tensor deviceLinear(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias);

/// The same of layer norm's answer, LN(x) Wᵀ + b, as one operation. The norm's own weight γ and bias β are
/// folded into the product, W diag(γ) and b + W β, and so are their gradients: with Ŵ's from the product,
/// ∂γ is the sum of W ∘ ∂Ŵ over its rows and ∂β is Wᵀ ∂b: no pass over the tokens, where LibTorch's own takes
/// the longest of a block's operations.
torch::Tensor deviceNormLinear(const torch::Tensor& x, const torch::Tensor& normWeight,
                               const torch::Tensor& normBias, double epsilon, const torch::Tensor& weight,
                               const torch::Tensor& bias);

} // namespace saccade
