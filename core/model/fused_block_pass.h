// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/block_attention.h"

#include <algorithm>
#include <array>

// Only fused_block.cpp includes this: the passes that its autograd node makes, forth and back.

namespace saccade {

using torch::autograd::variable_list;

struct Normed
{
    torch::Tensor y, mean, inverseDeviation;
};

/// What the forward pass leaves for the way back. Rows are tokens: M = B·N of them, or B·Q behind attention.
struct BlockSaved
{
    torch::Tensor x; // (M, D) fp32
    Normed norm1;    // (M, D), (M), (M)
    AttentionSaved attention;
    torch::Tensor middle; // (B·Q, D) fp32: x + attention
    Normed norm2;
    torch::Tensor slopes, activated; // (B·Q, F): what GELU gives, and its derivative
};

template <typename T>
class FusedBlockPass
{
public:
    FusedBlockPass(const BlockShape& shape, const BlockWeights& weights)
        : m_shape(shape)
        , m_weights(weights)
        , m_hidden(weights.fc1Weight.size(0))
        , m_products(shape.batch, shape.dim, m_hidden)
        , m_attention(attentionFor(m_shape, m_weights, m_products))
    {
    }

    /// Returns (B·Q, D). Without a way back GELU's slopes are not made.
    torch::Tensor forward(const torch::Tensor& x, BlockSaved& s, bool withWayBack)
    {
        const std::int64_t dim = m_shape.dim;
        const std::int64_t all = m_shape.batch * m_shape.tokens;
        const std::int64_t asking = m_shape.batch * m_shape.queries;
        s.x = x.reshape({-1, dim});
        s.norm1 = emptyNormed(all);
        m_attention->prepare(s.attention);
        s.middle = emptyOf(torch::kFloat32, {asking, dim});
        s.norm2 = emptyNormed(asking);
        s.activated = emptyOf(TypeOf<T>, {asking, m_hidden});
        s.slopes = at::empty_like(s.activated);
        const auto output = at::empty_like(s.middle);
        const auto read = queriesOf(s.x);
        const std::int64_t together = picturesOf(RowsAtOnce);
        const auto branches = m_products.own(together, m_shape.queries, dim);
        const std::array<torch::Tensor, 2> kept{rowFactors(0), rowFactors(1)};
        const auto factors = m_products.factors(
            {{m_weights.projWeight, true}, {m_weights.fc1Weight, true}, {m_weights.fc2Weight, true}});
        m_products.overBatch(together, [&](const Stretch& pictures) {
            const RowRange tokens(pictures, m_shape.tokens);
            const RowRange queries(pictures, m_shape.queries);
            T* const branch = queries.inOwn<T>(branches);
            layerNorm(tokens, s.x, m_weights.norm1Weight, m_weights.norm1Bias, s.norm1);
            m_attention->forward(pictures, s.norm1.y, s.attention);
            m_products.times(queries.count, queries.in<T>(s.attention.mixed), factors[0], m_weights.projBias,
                             branch);
            addLayerNorm(queries, read, branch, kept[0], s);
            m_products.times(queries.count, queries.in<T>(s.norm2.y), factors[1], m_weights.fc1Bias,
                             queries.in<T>(s.slopes));
            gelu(queries, s.activated, s.slopes, withWayBack);
            m_products.times(queries.count, queries.in<T>(s.activated), factors[2], m_weights.fc2Bias,
                             branch);
            add(queries, s.middle, branch, kept[1], output);
        });
        return output;
    }

    /// From the gradient of the output, (B·Q, D) fp32, to those of x, (M, D) fp32, and of the weights, in the
    /// order of BlockWeights.
    variable_list backward(const torch::Tensor& outputGradient, const BlockSaved& s)
    {
        const std::int64_t dim = m_shape.dim;
        const auto given = outputGradient.reshape({-1, dim}).contiguous();
        const auto result = at::empty_like(s.x);
        const auto stream = m_shape.queries == m_shape.tokens ? result : at::empty_like(given);
        const std::int64_t group = picturesOf(RowsOfSums);
        const std::int64_t together = picturesOf(RowsAtOnce);
        const auto fed = m_products.own(group, m_shape.queries, dim);
        const auto hidden = m_products.own(group, m_shape.queries, m_hidden);
        const auto attended = m_products.own(group, m_shape.queries, dim);
        const auto mixed = m_products.own(group, m_shape.queries, dim);
        const auto branches = m_products.own(group, m_shape.tokens, dim);
        const std::array<torch::Tensor, 2> kept{rowFactors(0), rowFactors(1)};
        const auto productScratch = m_products.scratchFor(group * m_shape.tokens, dim);
        const auto factors = m_products.factors(
            {{m_weights.projWeight, false}, {m_weights.fc1Weight, false}, {m_weights.fc2Weight, false}});
        m_attention->prepareBackward(group);
        Sums sums(*this);
        m_products.byLanes(group, [&](const Stretch& pictures) {
            m_products.within(pictures, together, [&](const Stretch& few) {
                const RowRange tokens(few, m_shape.tokens);
                const RowRange queries(few, m_shape.queries);
                T* const branch = tokens.inOwn<T>(branches);
                castAndSum(queries, given, kept[1], queries.inOwn<T>(fed), sums.fc2Bias);
                m_products.times(queries.count, queries.inOwn<T>(fed), factors[2], {},
                                 queries.inOwn<T>(hidden));
                throughGelu(queries, s.slopes, queries.inOwn<T>(hidden), sums.fc1Bias);
                m_products.times(queries.count, queries.inOwn<T>(hidden), factors[1], {}, branch);
                throughNorm(queries, branch, s.middle, s.norm2, m_weights.norm2Weight, given, stream,
                            sums.norm2);
                castAndSum(queries, stream, kept[0], queries.inOwn<T>(attended), sums.projBias);
                m_products.times(queries.count, queries.inOwn<T>(attended), factors[0], {},
                                 queries.inOwn<T>(mixed));
                m_attention->backward(few, s.norm1.y, s.attention, mixed, branch);
                forAllTokens(few, stream, result);
                throughNorm(tokens, branch, s.x, s.norm1, m_weights.norm1Weight, result, result, sums.norm1);
            });
            const RowRange queries(pictures, m_shape.queries);
            const auto addUp = [&](const torch::Tensor& gradient, const torch::Tensor& x,
                                   torch::Tensor& weight) {
                m_products.addProducts(queries, queries.inOwn<T>(gradient), gradient.size(1),
                                       queries.in<T>(x), x.size(1), productScratch, weight);
            };
            addUp(fed, s.activated, sums.fc2Weight);
            addUp(hidden, s.norm2.y, sums.fc1Weight);
            addUp(attended, s.attention.mixed, sums.projWeight);
            m_attention->addUp(pictures, s.norm1.y, s.attention, mixed, productScratch);
        });
        const auto norm1 = sums.norm1.sum(0).view({2, dim});
        const auto norm2 = sums.norm2.sum(0).view({2, dim});
        return {result,
                norm1[0],
                norm1[1],
                m_attention->weightGradient(),
                m_attention->biasGradient(),
                m_products.total(sums.projWeight),
                sums.projBias.sum(0),
                norm2[0],
                norm2[1],
                m_products.total(sums.fc1Weight),
                sums.fc1Bias.sum(0),
                m_products.total(sums.fc2Weight),
                sums.fc2Bias.sum(0)};
    }

private:
    /// Tokens that go through the steps together: what lies between two steps fits into a core's cache.
    static constexpr std::int64_t RowsAtOnce = 195;
    /// Tokens whose products are added to the weights' gradients together.
    static constexpr std::int64_t RowsOfSums = 780;

    /// The gradients of the parameters, each lane's.
    struct Sums
    {
        explicit Sums(const FusedBlockPass& pass)
            : norm1(pass.m_products.sumsFor(2 * pass.m_shape.dim))
            , projWeight(pass.m_products.sumsOf(pass.m_weights.projWeight))
            , projBias(pass.m_products.sumsFor(pass.m_shape.dim))
            , norm2(pass.m_products.sumsFor(2 * pass.m_shape.dim))
            , fc1Weight(pass.m_products.sumsOf(pass.m_weights.fc1Weight))
            , fc1Bias(pass.m_products.sumsFor(pass.m_hidden))
            , fc2Weight(pass.m_products.sumsOf(pass.m_weights.fc2Weight))
            , fc2Bias(pass.m_products.sumsFor(pass.m_shape.dim))
        {
        }
        torch::Tensor norm1; // the weight's, behind it the bias's
        torch::Tensor projWeight, projBias;
        torch::Tensor norm2;
        torch::Tensor fc1Weight, fc1Bias, fc2Weight, fc2Bias;
    };

    std::int64_t picturesOf(std::int64_t rows) const
    {
        return std::clamp<std::int64_t>(rows / m_shape.queries, 1, m_shape.batch);
    }

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

    void layerNorm(const RowRange& rows, const torch::Tensor& x, const torch::Tensor& weight,
                   const torch::Tensor& bias, const Normed& result) const
    {
        m_products.over(rows, [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            const std::int64_t at = begin * m_shape.dim;
            m_kernels.layerNorm(rows.in<float>(x) + at, dataOf<float>(weight), dataOf<float>(bias),
                                m_shape.epsilon, int(m_shape.dim), end - begin, rows.in<T>(result.y) + at,
                                rows.in<float>(result.mean) + begin,
                                rows.in<float>(result.inverseDeviation) + begin);
        });
    }

    void addLayerNorm(const RowRange& rows, const torch::Tensor& x, const T* branch,
                      const torch::Tensor& factors, const BlockSaved& s) const
    {
        m_products.over(rows, [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            const std::int64_t at = begin * m_shape.dim;
            m_kernels.addLayerNorm(
                rows.in<float>(x) + at, branch + at, pointerTo(factors, rows.first + begin),
                dataOf<float>(m_weights.norm2Weight), dataOf<float>(m_weights.norm2Bias), m_shape.epsilon,
                int(m_shape.dim), end - begin, rows.in<float>(s.middle) + at, rows.in<T>(s.norm2.y) + at,
                rows.in<float>(s.norm2.mean) + begin, rows.in<float>(s.norm2.inverseDeviation) + begin);
        });
    }

    /// `slopes` comes as GELU's input.
    void gelu(const RowRange& rows, const torch::Tensor& y, const torch::Tensor& slopes, bool areMade) const
    {
        m_products.over(rows, [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            T* const at = rows.in<T>(slopes) + begin * m_hidden;
            m_kernels.gelu(at, (end - begin) * m_hidden, rows.in<T>(y) + begin * m_hidden,
                           areMade ? at : nullptr);
        });
    }

    void add(const RowRange& rows, const torch::Tensor& x, const T* branch, const torch::Tensor& factors,
             const torch::Tensor& sum) const
    {
        m_products.over(rows, [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            const std::int64_t at = begin * m_shape.dim;
            m_kernels.add(rows.in<float>(x) + at, branch + at, pointerTo(factors, rows.first + begin),
                          int(m_shape.dim), end - begin, rows.in<float>(sum) + at);
        });
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
    /// And back: zeros for the other tokens.
    void forAllTokens(const Stretch& pictures, const torch::Tensor& asked, const torch::Tensor& all) const
    {
        if (m_shape.queries == m_shape.tokens)
            return; // they are one
        const std::int64_t count = m_shape.queries * m_shape.dim;
        const std::int64_t total = m_shape.tokens * m_shape.dim;
        m_products.over({pictures, 1}, [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            for (std::int64_t picture = pictures.begin + begin; picture < pictures.begin + end; ++picture) {
                float* const to = dataOf<float>(all) + picture * total;
                std::copy_n(dataOf<float>(asked) + picture * count, count, to);
                std::fill(to + count, to + total, 0.0F);
            }
        });
    }

    void castAndSum(const RowRange& rows, const torch::Tensor& x, const torch::Tensor& factors, T* y,
                    const torch::Tensor& sums) const
    {
        m_products.withSums(rows, sums, [&](std::int64_t begin, std::int64_t end, float* columns) {
            const std::int64_t at = begin * m_shape.dim;
            m_kernels.castAndSum(rows.in<float>(x) + at, pointerTo(factors, rows.first + begin),
                                 int(m_shape.dim), end - begin, y + at, columns);
        });
    }

    void throughGelu(const RowRange& rows, const torch::Tensor& slopes, T* gradient,
                     const torch::Tensor& sums) const
    {
        m_products.withSums(rows, sums, [&](std::int64_t begin, std::int64_t end, float* columns) {
            m_kernels.slopeBackward(rows.in<T>(slopes) + begin * m_hidden, int(m_hidden), end - begin,
                                    gradient + begin * m_hidden, columns);
        });
    }

    void throughNorm(const RowRange& rows, const T* outputGradient, const torch::Tensor& x,
                     const Normed& normed, const torch::Tensor& weight, const torch::Tensor& before,
                     const torch::Tensor& gradient, const torch::Tensor& sums) const
    {
        m_products.withSums(rows, sums, [&](std::int64_t begin, std::int64_t end, float* columns) {
            const std::int64_t at = begin * m_shape.dim;
            m_kernels.layerNormBackward(outputGradient + at, rows.in<float>(x) + at, dataOf<float>(weight),
                                        rows.in<float>(normed.mean) + begin,
                                        rows.in<float>(normed.inverseDeviation) + begin, int(m_shape.dim),
                                        end - begin, rows.in<float>(before) + at,
                                        rows.in<float>(gradient) + at, columns, columns + m_shape.dim);
        });
    }

    BlockShape m_shape;
    BlockWeights m_weights;
    std::int64_t m_hidden;
    const kernels::Kernels<T>& m_kernels = kernels::bestKernels<T>();
    BlockProducts<T> m_products;
    std::unique_ptr<BlockAttention<T>> m_attention;
};

} // namespace saccade
