// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/conv.h"
#include "core/model/layers.h"

namespace saccade {

/// How a transformer's pictures become tokens: (B, 3, S, S) → (B, patches, dim), row by row; S is any
/// multiple of the patch size.
class PatchEmbedImpl : public torch::nn::Module
{
public:
    virtual torch::Tensor forward(const torch::Tensor& pictures) = 0;
};

/// patch_embed.proj: a convolution's weight, (dim, channels, side, side), as timm stores it, that is applied
/// to patches side by side as one matrix product.
class PatchProjectionImpl : public torch::nn::Cloneable<PatchProjectionImpl>
{
public:
    PatchProjectionImpl(std::int64_t dim, std::int64_t channels, std::int64_t side);
    void reset() override;
    /// (…, channels · side · side) → (…, dim).
    torch::Tensor forward(const torch::Tensor& patches);

    torch::Tensor weight;
    torch::Tensor bias; ///< (dim)

private:
    std::int64_t m_dim;
    std::int64_t m_channels;
    std::int64_t m_side;
};
TORCH_MODULE(PatchProjection);

/// The picture cut into patches, each mapped to a token.
class FlatPatchEmbedImpl : public PatchEmbedImpl
{
public:
    explicit FlatPatchEmbedImpl(const ModelSpec& spec);
    torch::Tensor forward(const torch::Tensor& pictures) override;

private:
    std::int64_t m_patch;
    PatchProjection m_proj{nullptr};
};

/// A convolution stem (Xiao et al. 2021, arXiv 2106.14881): 3 × 3 convolutions of stride 2, each halving the
/// side and doubling the width up to dim, with a norm and the spec's activation; then a 1 × 1 convolution. A
/// patch of 4 takes two of them. The norm is a layer norm over the channels: it has no running figures, and
/// says the same in training and evaluation.
class StemPatchEmbedImpl : public PatchEmbedImpl
{
public:
    explicit StemPatchEmbedImpl(const ModelSpec& spec);
    torch::Tensor forward(const torch::Tensor& pictures) override;

private:
    ModelSpec m_spec;
    std::vector<Conv3x3> m_convs;
    std::vector<LayerNorm> m_norms;
    PatchProjection m_proj{nullptr};
};

} // namespace saccade
