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

/// Whether fusedBlock() can stand for a block on this input: fp32 on the processor.
bool canFuseBlock(const torch::Tensor& x);

/// A whole block, its norms before or behind its branches (block_norms.h), with a way back written by hand:
/// loops of our own (core/kernels) for everything, but LibTorch for the matrix products where its are better;
/// see BlockProducts. The same numbers as the blocks of attention.h and layers.h, to rounding. In mixed
/// precision activations are kept in bf16; the residual stream, layer norms, softmax and all sums are fp32.
///
/// x (B, N, D) → (B, queries, D): the block's output for the first `queries` tokens, all that the rest of the
/// model reads. `branchFactors` (2, B), where defined, scales each picture's attention and mlp (drop-path);
/// `dropout` is the chance that a number is dropped behind attention, within the mlp and behind it.
torch::Tensor fusedBlock(const torch::Tensor& x, const BlockWeights& weights, const ModelSpec& spec,
                         std::int64_t queries, const torch::Tensor& branchFactors = {}, double dropout = 0);

} // namespace saccade
