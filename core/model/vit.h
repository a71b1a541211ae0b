// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/attention.h"
#include "core/model/fused_block.h"
#include "core/model/network.h"
#include "core/model/patch_embed.h"

#include <vector>

namespace saccade {

/// What a block keeps of a recorded pass; see Recording.
struct BlockRecord
{
    torch::Tensor attention; ///< (B, heads, N, N)
    torch::Tensor input;     ///< (B, N, dim)
    torch::Tensor output;    ///< (B, N, dim)
};

/// One encoder block: attention, then the feed-forward network, each with a residual connection. Normalised
/// before each part (pre-norm) or after the sum (post-norm, as published in 2017). In training a picture
/// skips each branch with chance `dropPath`.
class BlockImpl : public torch::nn::Cloneable<BlockImpl>
{
public:
    explicit BlockImpl(const ModelSpec& spec, double dropPath = 0.0);
    void reset() override;
    /// (B, N, dim) → (B, queries, dim): what comes out for the first `queries` tokens. Without `recorded` by
    /// fusedBlock(), where that can do it.
    torch::Tensor forward(torch::Tensor x, std::int64_t queries, BlockRecord* recorded = nullptr);

private:
    BlockWeights weights() const;
    torch::Tensor computed(const torch::Tensor& x, std::int64_t queries, const torch::Tensor& factors,
                           BlockRecord* recorded);

    ModelSpec m_spec;
    double m_dropPath;
    LayerNorm m_norm1{nullptr};
    Attention m_attn{nullptr};
    LayerNorm m_norm2{nullptr};
    Mlp m_mlp{nullptr};
};
TORCH_MODULE(Block);

/// A vision transformer (Dosovitskiy et al. 2020, arXiv 2010.11929) with timm's parameter names, over flat
/// patches or a convolution stem (Family::Hybrid). Tokens stand in timm's order: CLS, registers, patches.
class VisionTransformer : public Network
{
public:
    explicit VisionTransformer(const ModelSpec& spec);
    torch::Tensor forward(const torch::Tensor& pictures, Recording* recording = nullptr,
                          std::optional<GridOrigin> window = {}) override;

private:
    torch::Tensor embed(const torch::Tensor& pictures, std::optional<GridOrigin> window);
    /// (1, side², dim): the positions of a window of side × side patches.
    torch::Tensor patchPositions(std::int64_t side, std::optional<GridOrigin> window) const;
    /// (B, N, dim) → (B, dim): normed, the CLS token or the patches' mean.
    torch::Tensor pooled(torch::Tensor x);

    std::shared_ptr<PatchEmbedImpl> m_patchEmbed;
    torch::Tensor m_clsToken; ///< (1, 1, dim); undefined with mean pooling
    torch::Tensor m_regToken; ///< (1, registers, dim); undefined without registers
    /// CLS, then the patches, (1, 1 + patches, dim); a buffer with sine-cosine positions. Registers have
    /// none, as in Darcet et al. 2023: nothing tells them apart but their own weights.
    torch::Tensor m_posEmbed;
    std::vector<Block> m_blocks;
    LayerNorm m_norm{nullptr}; ///< pre-norm alone: post-norm blocks end normalised
    Linear m_head{nullptr};
};

} // namespace saccade
