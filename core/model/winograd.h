// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"

namespace saccade {

// 3 × 3 convolutions in bf16 with fewer multiplications, on the CPU: Winograd's F(2 × 2, 3 × 3) (Lavin and
// Gray 2016, arXiv 1509.09308). Each tile of 2 × 2 outputs is made of 4 × 4 inputs by 16 products in place of
// 36: sixteen matrix products over channels, which LibTorch does, between sums of pixels, which are
// core/kernels. The way back goes the same way. Sums are fp32; what is between them and the products is
// rounded to bf16 once more, so that the answer is some 0.5 % (root mean square) from the exact one where
// LibTorch's own is 0.2 %.

/// Whether it is the faster way for x (B, C, H, W) and a filter of stride 1 (outputs, C, 3, 3): bf16 on a
/// processor that multiplies it by its vector units, enough channels, tiles that are all inside.
bool isWinogradFaster(const torch::Tensor& x, const torch::Tensor& weight);

/// x (B, C, H, W) bf16, weight (outputs, C, 3, 3) fp32 → (B, outputs, H, W) bf16, channels last, with a
/// border of zeros. C and outputs are at least 16; H and W may be odd.
torch::Tensor winogradConvolution(const torch::Tensor& x, const torch::Tensor& weight);

} // namespace saccade
