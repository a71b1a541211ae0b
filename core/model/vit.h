// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/attention.h"
#include "core/model/network.h"

#include <torch/nn/modules/container/modulelist.h>

namespace saccade {

/// One encoder block: attention, then the feed-forward network, each with a residual connection. Normalised
/// before each part (pre-norm) or after the sum (post-norm, as published in 2017).
class BlockImpl : public torch::nn::Cloneable<BlockImpl>
{
public:
    explicit BlockImpl(const ModelSpec& spec);
    void reset() override;
    /// (B, N, dim) → (B, N, dim); `recorded` as in Attention.
    torch::Tensor forward(torch::Tensor x, torch::Tensor* recorded = nullptr);

private:
    ModelSpec m_spec;
    LayerNorm m_norm1{nullptr};
    Attention m_attn{nullptr};
    LayerNorm m_norm2{nullptr};
    Mlp m_mlp{nullptr};
};
TORCH_MODULE(Block);

/// A vision transformer (Dosovitskiy et al. 2020, arXiv 2010.11929) with timm's parameter names.
class VisionTransformer : public Network
{
public:
    explicit VisionTransformer(const ModelSpec& spec);
    torch::Tensor forward(const torch::Tensor& pictures, Recording* recording = nullptr) override;

private:
    torch::Tensor embed(const torch::Tensor& pictures);

    PatchEmbed m_patchEmbed{nullptr};
    torch::Tensor m_clsToken; ///< (1, 1, dim); undefined with mean pooling
    torch::Tensor m_posEmbed; ///< (1, N, dim); a buffer with sine-cosine positions
    std::vector<Block> m_blocks;
    LayerNorm m_norm{nullptr}; ///< pre-norm alone: post-norm blocks end normalised
    Linear m_head{nullptr};
};

} // namespace saccade
