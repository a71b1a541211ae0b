// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/attention.h"
#include "core/model/fused_block.h"

#include <torch/nn/modules/container/modulelist.h>

#include <vector>

namespace saccade {

/// One encoder block: attention, then the feed-forward network, each with a residual connection. Normalised
/// before each part (pre-norm) or after the sum (post-norm, as published in 2017).
class BlockImpl : public torch::nn::Cloneable<BlockImpl>
{
public:
    explicit BlockImpl(const ModelSpec& spec);
    void reset() override;
    /// (B, N, dim) → (B, queries, dim): what comes out for the first `queries` tokens. Without `recorded` (as
    /// in Attention) by fusedBlock(), where that can do it.
    torch::Tensor forward(torch::Tensor x, std::int64_t queries, torch::Tensor* recorded = nullptr);

private:
    BlockWeights weights() const;
    torch::Tensor computed(torch::Tensor x, torch::Tensor* recorded);

    ModelSpec m_spec;
    LayerNorm m_norm1{nullptr};
    Attention m_attn{nullptr};
    LayerNorm m_norm2{nullptr};
    Mlp m_mlp{nullptr};
};
TORCH_MODULE(Block);

/// A vision transformer (Dosovitskiy et al. 2020, arXiv 2010.11929) with timm's parameter names.
class VisionTransformerImpl : public torch::nn::Cloneable<VisionTransformerImpl>
{
public:
    /// Throws Error (Usage) where the spec is not valid.
    explicit VisionTransformerImpl(const ModelSpec& spec);
    void reset() override;

    /// Normalised pictures (B, 3, S, S) → logits (B, classes). Where `recorded` is not null it receives every
    /// layer's attention, each (B, heads, N, N), through the recording path.
    torch::Tensor forward(const torch::Tensor& pictures, std::vector<torch::Tensor>* recorded = nullptr);

    const ModelSpec& spec() const { return m_spec; }

private:
    torch::Tensor embed(const torch::Tensor& pictures);

    ModelSpec m_spec;
    PatchEmbed m_patchEmbed{nullptr};
    torch::Tensor m_clsToken; ///< (1, 1, dim); undefined with mean pooling
    torch::Tensor m_posEmbed; ///< (1, N, dim); a buffer with sine-cosine positions
    /// Blocks are kept by their list alone: clone() fills the list with new ones, and handles kept beside it
    /// would go on to show the old.
    torch::nn::ModuleList m_blocks{nullptr};
    LayerNorm m_norm{nullptr}; ///< pre-norm alone: post-norm blocks end normalised
    Linear m_head{nullptr};
};
TORCH_MODULE(VisionTransformer);

} // namespace saccade
