// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/vit.h"

#include "core/model/output_probe.h"
#include "core/model/random_scope.h"

#include <torch/nn/modules/container/modulelist.h>

namespace saccade {

BlockImpl::BlockImpl(const ModelSpec& spec, double dropPath)
    : m_spec(spec)
    , m_dropPath(dropPath)
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

torch::Tensor BlockImpl::forward(torch::Tensor x, std::int64_t queries, BlockRecord* recorded)
{
    torch::Tensor factors;
    if (is_training() && m_dropPath > 0.0)
        factors = dropPathFactors(x.size(0), m_dropPath, x.device());
    if (!recorded && canFuseBlock(x))
        return fusedBlock(x, weights(), m_spec, queries, factors, is_training() ? m_spec.dropout : 0.0);
    // What is dropped is drawn for all tokens, so that a seed means the same however few are read.
    const bool isAll = recorded || (is_training() && m_spec.dropout > 0);
    const auto output = computed(x, isAll ? x.size(1) : queries, factors, recorded);
    if (recorded)
        recorded->output = output;
    return output.narrow(1, 0, queries);
}

torch::Tensor BlockImpl::computed(const torch::Tensor& x, std::int64_t queries, const torch::Tensor& factors,
                                  BlockRecord* recorded)
{
    const auto kept = [&factors](const torch::Tensor& branch, int which) {
        return factors.defined() ? branch * factors[which].view({-1, 1, 1}) : branch;
    };
    const auto attended = [this, queries, recorded](const torch::Tensor& input) {
        if (recorded)
            recorded->input = input;
        return m_attn->forward(input, recorded ? &recorded->attention : nullptr, queries);
    };
    const auto read = x.narrow(1, 0, queries);
    if (m_spec.normOrder == NormOrder::Pre && !recorded && x.is_cuda()) {
        const auto y = read + kept(m_attn->behind(m_norm1, x, queries), 0);
        return y + kept(m_mlp->behind(m_norm2, y), 1);
    }
    if (m_spec.normOrder == NormOrder::Pre) {
        const auto y = read + kept(attended(m_norm1(x)), 0);
        return y + kept(m_mlp(m_norm2(y)), 1);
    }
    const auto y = m_norm1(read + kept(attended(x), 0));
    return m_norm2(y + kept(m_mlp(y), 1));
}

VisionTransformer::VisionTransformer(const ModelSpec& spec)
    : Network(spec)
{
    if (spec.family == Family::Hybrid)
        m_patchEmbed = std::make_shared<StemPatchEmbedImpl>(spec);
    else
        m_patchEmbed = std::make_shared<FlatPatchEmbedImpl>(spec);
    register_module("patch_embed", m_patchEmbed);
    if (spec.pooling == Pooling::Cls) {
        m_clsToken = register_parameter("cls_token", torch::empty({1, 1, spec.dim}));
        truncatedNormal(m_clsToken, 0.02);
    }
    if (spec.registers > 0) {
        m_regToken = register_parameter("reg_token", torch::empty({1, spec.registers, spec.dim}));
        truncatedNormal(m_regToken, 0.02);
    }
    const std::int64_t cls = m_clsToken.defined() ? 1 : 0;
    if (spec.positions == Positions::Learned) {
        m_posEmbed = register_parameter("pos_embed", torch::empty({1, cls + spec.patches(), spec.dim}));
        truncatedNormal(m_posEmbed, 0.02);
    } else {
        const auto grid = sinCosPositions(spec.gridSide(), spec.gridSide(), spec.dim);
        m_posEmbed = register_buffer(
            "pos_embed", at::cat({torch::zeros({cls, spec.dim}), grid}, 0).unsqueeze(0).contiguous());
    }
    // A list of blocks, so that the keys read blocks.0.…, blocks.1.…
    auto list = register_module("blocks", torch::nn::ModuleList());
    for (int layer = 0; layer < spec.depth; ++layer) {
        m_blocks.emplace_back(spec, spec.dropPath * layer / std::max(1, spec.depth - 1));
        list->push_back(m_blocks.back());
    }
    if (spec.normOrder == NormOrder::Pre)
        m_norm = register_module("norm", LayerNorm(spec.dim, spec.normEpsilon));
    m_head = register_module("head", Linear(spec.dim, spec.classes));
}

torch::Tensor VisionTransformer::patchPositions(std::int64_t side, std::optional<GridOrigin> window) const
{
    const std::int64_t full = m_spec.gridSide();
    const auto places = m_posEmbed.narrow(1, m_posEmbed.size(1) - full * full, full * full);
    if (side == full && !window)
        return places;
    const int centre = int(full - side) / 2;
    const auto [row, column] = window.value_or(GridOrigin{centre, centre});
    TORCH_CHECK(row >= 0 && column >= 0 && row + side <= full && column + side <= full,
                "expected a window of ", side, " × ", side, " patches within ", full, " × ", full,
                ", found one at row ", row, ", column ", column);
    return places.view({1, full, full, m_spec.dim})
        .narrow(1, row, side)
        .narrow(2, column, side)
        .flatten(1, 2);
}

torch::Tensor VisionTransformer::embed(const torch::Tensor& pictures, std::optional<GridOrigin> window)
{
    auto x = m_patchEmbed->forward(pictures); // (B, patches, dim)
    x = x + patchPositions(pictures.size(2) / m_spec.patchSize, window);
    std::vector<torch::Tensor> tokens;
    if (m_clsToken.defined())
        tokens.push_back((m_clsToken + m_posEmbed.narrow(1, 0, 1)).expand({x.size(0), -1, -1}));
    if (m_regToken.defined())
        tokens.push_back(m_regToken.expand({x.size(0), -1, -1}));
    tokens.push_back(x);
    if (tokens.size() > 1)
        x = at::cat(tokens, 1);
    return seededDropout(x, m_spec.dropout, is_training()); // (B, N, dim)
}

torch::Tensor VisionTransformer::pooled(torch::Tensor x)
{
    const std::int64_t prefix = m_spec.prefixTokens();
    const auto patches = [prefix](const torch::Tensor& all) { // registers are left out
        return all.narrow(1, prefix, all.size(1) - prefix);
    };
    const bool isMean = m_spec.pooling == Pooling::Mean;
    if (m_norm && isMean && x.is_cuda()) { // weight and bias of the norm behind the mean: the same, sooner
        const auto normalised =
            at::layer_norm(x.to(m_norm->weight.scalar_type()), {m_spec.dim}, {}, {}, m_spec.normEpsilon);
        return patches(normalised).mean(1) * m_norm->weight + m_norm->bias;
    }
    if (m_norm)
        x = m_norm(x);
    return isMean ? patches(x).mean(1) : x.select(1, 0);
}

torch::Tensor VisionTransformer::forward(const torch::Tensor& pictures, Recording* recording,
                                         std::optional<GridOrigin> window)
{
    requireSide(pictures, m_spec.patchSize);
    auto x = embed(pictures, window);
    OutputProbe::note("embedding", x);
    if (recording)
        *recording = {};
    for (std::size_t layer = 0; layer < m_blocks.size(); ++layer) {
        // Of the last layer CLS pooling reads one token: the others need not be computed there.
        const bool clsAlone = m_spec.pooling == Pooling::Cls && layer + 1 == m_blocks.size();
        BlockRecord record;
        x = m_blocks[layer]->forward(x, clsAlone ? 1 : x.size(1), recording ? &record : nullptr);
        if (recording) {
            recording->attention.push_back(record.attention);
            recording->inputs.push_back(record.input);
            recording->outputs.push_back(record.output);
        }
        OutputProbe::note("blocks", layer, x);
    }
    x = m_head(pooled(x)); // (B, dim) → (B, classes)
    OutputProbe::note("head", x);
    return x;
}

} // namespace saccade
