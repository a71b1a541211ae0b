// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"
#include "core/values/model_spec.h"

namespace saccade {

/// A block's parameters, as they are stored: fp32.
struct BlockWeights
{
    torch::Tensor norm1Weight, norm1Bias; ///< (D)
    torch::Tensor qkvWeight, qkvBias;     ///< (3D, D), (3D)
    torch::Tensor projWeight, projBias;   ///< (D, D), (D)
    torch::Tensor norm2Weight, norm2Bias; ///< (D)
    torch::Tensor fc1Weight, fc1Bias;     ///< (F, D), (F)
    torch::Tensor fc2Weight, fc2Bias;     ///< (D, F), (D)
};

/// Whether fusedBlock() can stand for a block of this spec on this input: a pre-norm block with GELU on the
/// CPU, without dropout where it trains.
bool canFuseBlock(const ModelSpec& spec, const torch::Tensor& x, bool training);

/// A whole pre-norm block, x + attention(norm(x)), then + mlp(norm(·)), with a way back written by hand:
/// loops of our own (core/kernels) for everything, but LibTorch for the matrix products where its are better;
/// see BlockProducts. The same numbers as the blocks of attention.h and layers.h, to rounding. In mixed
/// precision activations are kept in bf16; the residual stream, layer norms, softmax and all sums are fp32.
///
/// x (B, N, D) → (B, queries, D): the block's output for the first `queries` tokens, all that the rest of the
/// model reads. `branchFactors` (2, B), where defined, scales each picture's attention and mlp (drop-path).
torch::Tensor fusedBlock(const torch::Tensor& x, const BlockWeights& weights, const ModelSpec& spec,
                         std::int64_t queries, const torch::Tensor& branchFactors = {});

} // namespace saccade
