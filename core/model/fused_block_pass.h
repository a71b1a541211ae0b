// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/fused_block.h"
#include "core/model/kernel_rows.h"

#include <cmath>
#include <tuple>
#include <utility>

// Only fused_block.cpp includes this: the passes that its autograd node makes, forth and back.

namespace saccade {

using kernels::AttentionShape;
using torch::autograd::variable_list;

struct Normed
{
    torch::Tensor y, mean, inverseDeviation;
};

/// What the forward pass leaves for the way back. Rows are tokens: M = B·N of them, or B·Q behind attention.
struct BlockSaved
{
    torch::Tensor x;                         // (M, D) fp32
    Normed norm1;                            // (M, D), (M), (M)
    torch::Tensor qkv, probabilities, mixed; // (M, 3D), (B, H, Q, N), (B·Q, D)
    torch::Tensor middle;                    // (B·Q, D) fp32: x + attention
    Normed norm2;
    torch::Tensor hidden, activated;                           // (B·Q, F)
    torch::Tensor qkvWeight, projWeight, fc1Weight, fc2Weight; // as the products took them
};

struct BlockShape
{
    std::int64_t batch, tokens, queries, dim, heads;
    float epsilon;
    torch::Tensor factors; // (2, B) or undefined: out of autograd's sight, which refuses undefined tensors

    AttentionShape attention() const
    {
        const int headDim = int(dim / heads);
        return {int(tokens), int(queries), int(heads), headDim, 1.0F / std::sqrt(float(headDim))};
    }
};

template <typename T>
class FusedBlockPass
{
public:
    FusedBlockPass(const BlockShape& shape, const BlockWeights& weights)
        : m_shape(shape)
        , m_weights(weights)
    {
    }

    /// Returns (B·Q, D).
    torch::Tensor forward(const torch::Tensor& x, BlockSaved& saved)
    {
        saved.x = x.reshape({-1, m_shape.dim});
        saved.norm1 = layerNorm(saved.x, m_weights.norm1Weight, m_weights.norm1Bias);
        saved.qkvWeight = as(m_weights.qkvWeight);
        saved.projWeight = as(m_weights.projWeight);
        saved.fc1Weight = as(m_weights.fc1Weight);
        saved.fc2Weight = as(m_weights.fc2Weight);
        saved.qkv = at::linear(saved.norm1.y, saved.qkvWeight, as(m_weights.qkvBias));
        attention(saved);
        const auto attended = at::linear(saved.mixed, saved.projWeight, as(m_weights.projBias));
        addLayerNorm(queriesOf(saved.x), attended, rowFactors(0), saved);
        saved.hidden = at::linear(saved.norm2.y, saved.fc1Weight, as(m_weights.fc1Bias));
        saved.activated = at::empty_like(saved.hidden);
        overRows(saved.hidden.numel(), [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            m_kernels.gelu(dataOf<T>(saved.hidden) + begin, end - begin, dataOf<T>(saved.activated) + begin);
        });
        const auto fed = at::linear(saved.activated, saved.fc2Weight, as(m_weights.fc2Bias));
        return sumOf(saved.middle, fed, rowFactors(1));
    }

    /// From the gradient of the output, (B·Q, D) fp32, to those of x, (M, D) fp32, and of the weights, in the
    /// order of BlockWeights.
    variable_list backward(const torch::Tensor& outputGradient, const BlockSaved& saved)
    {
        variable_list result(13);
        auto gradient = outputGradient.reshape({-1, m_shape.dim})
                            .clone(at::MemoryFormat::Contiguous); // of the residual stream
        auto [fed, fc2Bias] = cast(gradient, rowFactors(1));
        result[11] = fed.t().mm(saved.activated);
        result[12] = fc2Bias;
        auto hidden = fed.mm(saved.fc2Weight);
        result[10] = throughGelu(saved.hidden, hidden);
        result[9] = hidden.t().mm(saved.norm2.y);
        const auto normed2 = hidden.mm(saved.fc1Weight);
        std::tie(result[7], result[8]) =
            throughNorm(normed2, saved.middle, saved.norm2, m_weights.norm2Weight, gradient);

        auto [attended, projBias] = cast(gradient, rowFactors(0));
        result[5] = attended.t().mm(saved.mixed);
        result[6] = projBias;
        const auto mixed = attended.mm(saved.projWeight);
        const auto qkv = throughAttention(saved, mixed);
        result[4] = columnSums(qkv);
        result[3] = qkv.t().mm(saved.norm1.y);
        const auto normed1 = qkv.mm(saved.qkvWeight);
        gradient = forAllTokens(gradient);
        std::tie(result[1], result[2]) =
            throughNorm(normed1, saved.x, saved.norm1, m_weights.norm1Weight, gradient);
        result[0] = gradient;
        return result;
    }

private:
    static torch::Tensor as(const torch::Tensor& weight) { return weight.to(TypeOf<T>); }

    /// (2, B) → one factor for each row of (B·Q), or nothing.
    torch::Tensor rowFactors(std::int64_t branch) const
    {
        if (!m_shape.factors.defined())
            return {};
        return m_shape.factors[branch].repeat_interleave(m_shape.queries).to(torch::kFloat32).contiguous();
    }
    static const float* pointerTo(const torch::Tensor& factors, std::int64_t row)
    {
        return factors.defined() ? factors.data_ptr<float>() + row : nullptr;
    }

    Normed emptyNormed(std::int64_t rows) const
    {
        return {emptyOf(TypeOf<T>, {rows, m_shape.dim}), emptyOf(torch::kFloat32, {rows}),
                emptyOf(torch::kFloat32, {rows})};
    }

    Normed layerNorm(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias)
    {
        Normed result = emptyNormed(x.size(0));
        overRows(x.size(0), [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            m_kernels.layerNorm(dataOf<float>(x) + begin * m_shape.dim, dataOf<float>(weight),
                                dataOf<float>(bias), m_shape.epsilon, int(m_shape.dim), end - begin,
                                dataOf<T>(result.y) + begin * m_shape.dim, dataOf<float>(result.mean) + begin,
                                dataOf<float>(result.inverseDeviation) + begin);
        });
        return result;
    }

    void addLayerNorm(const torch::Tensor& x, const torch::Tensor& branch, const torch::Tensor& factors,
                      BlockSaved& saved)
    {
        saved.norm2 = emptyNormed(x.size(0));
        saved.middle = at::empty_like(x);
        overRows(x.size(0), [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            const std::int64_t at = begin * m_shape.dim;
            m_kernels.addLayerNorm(dataOf<float>(x) + at, dataOf<T>(branch) + at, pointerTo(factors, begin),
                                   dataOf<float>(m_weights.norm2Weight), dataOf<float>(m_weights.norm2Bias),
                                   m_shape.epsilon, int(m_shape.dim), end - begin,
                                   dataOf<float>(saved.middle) + at, dataOf<T>(saved.norm2.y) + at,
                                   dataOf<float>(saved.norm2.mean) + begin,
                                   dataOf<float>(saved.norm2.inverseDeviation) + begin);
        });
    }

    torch::Tensor sumOf(const torch::Tensor& x, const torch::Tensor& branch, const torch::Tensor& factors)
    {
        auto sum = at::empty_like(x);
        overRows(x.size(0), [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            const std::int64_t at = begin * m_shape.dim;
            m_kernels.add(dataOf<float>(x) + at, dataOf<T>(branch) + at, pointerTo(factors, begin),
                          int(m_shape.dim), end - begin, dataOf<float>(sum) + at);
        });
        return sum;
    }

    /// The rows of the tokens that are asked for, of all, (M, D) → (B·Q, D).
    torch::Tensor queriesOf(const torch::Tensor& rows) const
    {
        if (m_shape.queries == m_shape.tokens)
            return rows;
        return rows.view({m_shape.batch, m_shape.tokens, m_shape.dim})
            .narrow(1, 0, m_shape.queries)
            .contiguous()
            .view({-1, m_shape.dim});
    }
    torch::Tensor forAllTokens(const torch::Tensor& rows) const
    {
        if (m_shape.queries == m_shape.tokens)
            return rows;
        auto all = at::zeros({m_shape.batch, m_shape.tokens, m_shape.dim});
        all.narrow(1, 0, m_shape.queries).copy_(rows.view({m_shape.batch, m_shape.queries, m_shape.dim}));
        return all.view({-1, m_shape.dim});
    }

    void attention(BlockSaved& saved)
    {
        const AttentionShape shape = m_shape.attention();
        saved.probabilities =
            emptyOf(TypeOf<T>, {m_shape.batch, m_shape.heads, m_shape.queries, m_shape.tokens});
        saved.mixed = emptyOf(TypeOf<T>, {m_shape.batch * m_shape.queries, m_shape.dim});
        const auto scratch = scratchFor(shape);
        overRows(m_shape.batch, [&](std::int64_t begin, std::int64_t end, std::int64_t share) {
            m_kernels.attention(shape, dataOf<T>(saved.qkv), begin, end, dataOf<T>(saved.probabilities),
                                dataOf<T>(saved.mixed), rowOf(scratch, share));
        });
    }

    torch::Tensor throughAttention(const BlockSaved& saved, const torch::Tensor& mixedGradient)
    {
        const AttentionShape shape = m_shape.attention();
        auto result = at::empty_like(saved.qkv);
        const auto scratch = scratchFor(shape);
        overRows(m_shape.batch, [&](std::int64_t begin, std::int64_t end, std::int64_t share) {
            m_kernels.attentionBackward(shape, dataOf<T>(saved.qkv), dataOf<T>(saved.probabilities),
                                        dataOf<T>(mixedGradient), begin, end, dataOf<T>(result),
                                        rowOf(scratch, share));
        });
        return result;
    }

    static torch::Tensor scratchFor(const AttentionShape& shape)
    {
        return at::empty({at::get_num_threads(), kernels::attentionScratch(shape)}, torch::kFloat32);
    }

    std::pair<torch::Tensor, torch::Tensor> cast(const torch::Tensor& gradient, const torch::Tensor& factors)
    {
        auto result = emptyOf(TypeOf<T>, {gradient.size(0), m_shape.dim});
        const auto sums = summedOverRows(
            gradient.size(0), m_shape.dim, [&](std::int64_t begin, std::int64_t end, float* columns) {
                const std::int64_t at = begin * m_shape.dim;
                m_kernels.castAndSum(dataOf<float>(gradient) + at, pointerTo(factors, begin),
                                     int(m_shape.dim), end - begin, dataOf<T>(result) + at, columns);
            });
        return {result, sums};
    }

    torch::Tensor throughGelu(const torch::Tensor& x, const torch::Tensor& gradient)
    {
        const std::int64_t dim = x.size(1);
        return summedOverRows(x.size(0), dim, [&](std::int64_t begin, std::int64_t end, float* columns) {
            m_kernels.geluBackward(dataOf<T>(x) + begin * dim, int(dim), end - begin,
                                   dataOf<T>(gradient) + begin * dim, columns);
        });
    }

    torch::Tensor columnSums(const torch::Tensor& x)
    {
        const std::int64_t dim = x.size(1);
        return summedOverRows(x.size(0), dim, [&](std::int64_t begin, std::int64_t end, float* columns) {
            m_kernels.columnSums(dataOf<T>(x) + begin * dim, int(dim), end - begin, columns);
        });
    }

    std::pair<torch::Tensor, torch::Tensor> throughNorm(const torch::Tensor& outputGradient,
                                                        const torch::Tensor& x, const Normed& normed,
                                                        const torch::Tensor& weight,
                                                        const torch::Tensor& gradient)
    {
        const auto weightSums = sumsFor(m_shape.dim);
        const auto biasSums = sumsFor(m_shape.dim);
        overRows(x.size(0), [&](std::int64_t begin, std::int64_t end, std::int64_t share) {
            const std::int64_t at = begin * m_shape.dim;
            m_kernels.layerNormBackward(dataOf<T>(outputGradient) + at, dataOf<float>(x) + at,
                                        dataOf<float>(weight), dataOf<float>(normed.mean) + begin,
                                        dataOf<float>(normed.inverseDeviation) + begin, int(m_shape.dim),
                                        end - begin, dataOf<float>(gradient) + at, rowOf(weightSums, share),
                                        rowOf(biasSums, share));
        });
        return {weightSums.sum(0), biasSums.sum(0)};
    }

    BlockShape m_shape;
    BlockWeights m_weights;
    const kernels::Kernels<T>& m_kernels = kernels::bestKernels<T>();
};

} // namespace saccade
