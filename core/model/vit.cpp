// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/vit.h"

#include "core/model/output_probe.h"
#include "core/model/random_scope.h"
#include "core/values/error.h"

namespace saccade {

BlockImpl::BlockImpl(const ModelSpec& spec)
    : m_spec(spec)
{
    BlockImpl::reset();
}

void BlockImpl::reset()
{
    m_norm1 = register_module("norm1", LayerNorm(m_spec.dim, m_spec.normEpsilon));
    m_attn = register_module("attn", Attention(m_spec));
    m_norm2 = register_module("norm2", LayerNorm(m_spec.dim, m_spec.normEpsilon));
    m_mlp = register_module("mlp", Mlp(m_spec));
}

BlockWeights BlockImpl::weights() const
{
    return {m_norm1->weight,        m_norm1->bias,        m_attn->qkv()->weight, m_attn->qkv()->bias,
            m_attn->proj()->weight, m_attn->proj()->bias, m_norm2->weight,       m_norm2->bias,
            m_mlp->fc1()->weight,   m_mlp->fc1()->bias,   m_mlp->fc2()->weight,  m_mlp->fc2()->bias};
}

torch::Tensor BlockImpl::forward(torch::Tensor x, std::int64_t queries, torch::Tensor* recorded)
{
    if (!recorded && canFuseBlock(m_spec, x, is_training()))
        return fusedBlock(x, weights(), m_spec, queries);
    return computed(std::move(x), recorded).narrow(1, 0, queries);
}

torch::Tensor BlockImpl::computed(torch::Tensor x, torch::Tensor* recorded)
{
    if (m_spec.normOrder == NormOrder::Pre) {
        x = x + m_attn(m_norm1(x), recorded);
        return x + m_mlp(m_norm2(x));
    }
    x = m_norm1(x + m_attn(x, recorded));
    return m_norm2(x + m_mlp(x));
}

VisionTransformerImpl::VisionTransformerImpl(const ModelSpec& spec)
    : m_spec(spec)
{
    if (const auto faults = spec.validate(); !faults.empty())
        throw Error(faults.front(), Error::Kind::Usage);
    VisionTransformerImpl::reset();
}

void VisionTransformerImpl::reset()
{
    m_patchEmbed = register_module("patch_embed", PatchEmbed(m_spec));
    const std::int64_t prefix = m_spec.prefixTokens();
    if (m_spec.pooling == Pooling::Cls) {
        m_clsToken = register_parameter("cls_token", torch::empty({1, 1, m_spec.dim}));
        truncatedNormal(m_clsToken, 0.02);
    }
    if (m_spec.positions == Positions::Learned) {
        m_posEmbed = register_parameter("pos_embed", torch::empty({1, m_spec.tokens(), m_spec.dim}));
        truncatedNormal(m_posEmbed, 0.02);
    } else {
        const auto grid = sinCosPositions(m_spec.gridSide(), m_spec.gridSide(), m_spec.dim);
        m_posEmbed = register_buffer(
            "pos_embed", at::cat({torch::zeros({prefix, m_spec.dim}), grid}, 0).unsqueeze(0).contiguous());
    }
    // A list of blocks, so that the keys read blocks.0.…, blocks.1.…
    m_blocks = register_module("blocks", torch::nn::ModuleList());
    for (int layer = 0; layer < m_spec.depth; ++layer)
        m_blocks->push_back(Block(m_spec));
    if (m_spec.normOrder == NormOrder::Pre)
        m_norm = register_module("norm", LayerNorm(m_spec.dim, m_spec.normEpsilon));
    m_head = register_module("head", Linear(m_spec.dim, m_spec.classes));
}

torch::Tensor VisionTransformerImpl::embed(const torch::Tensor& pictures)
{
    auto x = m_patchEmbed(pictures); // (B, patches, dim)
    if (m_clsToken.defined())
        x = at::cat({m_clsToken.expand({x.size(0), -1, -1}).to(x.scalar_type()), x}, 1);
    return seededDropout(x + m_posEmbed, m_spec.dropout, is_training()); // (B, N, dim)
}

torch::Tensor VisionTransformerImpl::forward(const torch::Tensor& pictures,
                                             std::vector<torch::Tensor>* recorded)
{
    TORCH_CHECK(pictures.dim() == 4 && pictures.size(1) == 3 && pictures.size(2) == m_spec.imageSize &&
                    pictures.size(3) == m_spec.imageSize,
                "expected pictures of (B, 3, ", m_spec.imageSize, ", ", m_spec.imageSize, "), found ",
                pictures.sizes());
    auto x = embed(pictures);
    OutputProbe::note("embedding", x);
    if (recorded)
        recorded->resize(m_blocks->size());
    for (std::size_t layer = 0; layer < m_blocks->size(); ++layer) {
        // Of the last layer CLS pooling reads one token: the others need not be computed there.
        const bool clsAlone = m_spec.pooling == Pooling::Cls && layer + 1 == m_blocks->size();
        x = m_blocks->at<BlockImpl>(layer).forward(x, clsAlone ? 1 : x.size(1),
                                                   recorded ? &(*recorded)[layer] : nullptr);
        OutputProbe::note("blocks", layer, x);
    }
    if (m_norm)
        x = m_norm(x);
    x = m_spec.pooling == Pooling::Cls ? x.select(1, 0) : x.mean(1); // (B, dim)
    x = m_head(x);
    OutputProbe::note("head", x);
    return x;
}

} // namespace saccade
