// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/block_attention.h"
#include "core/model/block_norms.h"

#include <algorithm>
#include <array>

// Only fused_block.cpp includes this: the passes that its autograd node makes, forth and back.

namespace saccade {

using torch::autograd::variable_list;

/// What the forward pass leaves for the way back.
struct BlockSaved
{
    NormsSaved norms;
    AttentionSaved attention;
    torch::Tensor slopes, activated; ///< (B·Q, F): what the activation gives, and its derivative
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
        , m_norms(normsFor(m_shape, m_weights, m_products))
        , m_attention(attentionFor(m_shape, m_weights, m_products))
    {
    }

    /// Returns (B·Q, D). Without a way back the activation's slopes are not made.
    torch::Tensor forward(const torch::Tensor& x, BlockSaved& s, bool withWayBack)
    {
        const std::int64_t dim = m_shape.dim;
        const std::int64_t asked = m_shape.batch * m_shape.queries;
        const std::int64_t together = picturesOf(RowsAtOnce);
        m_norms->prepare(x.reshape({-1, dim}), together, s.norms);
        m_attention->prepare(s.attention);
        s.activated = emptyOf(TypeOf<T>, {asked, m_hidden});
        s.slopes = at::empty_like(s.activated);
        const auto output = emptyOf(torch::kFloat32, {asked, dim});
        const auto branches = m_products.own(together, m_shape.queries, dim);
        const std::array<torch::Tensor, 2> kept{rowFactors(0), rowFactors(1)};
        const auto factors = m_products.factors(
            {{m_weights.projWeight, true}, {m_weights.fc1Weight, true}, {m_weights.fc2Weight, true}});
        m_products.overBatch(together, [&](const Stretch& pictures) {
            const RowRange queries(pictures, m_shape.queries);
            T* const branch = queries.inOwn<T>(branches);
            m_norms->toAttention(pictures, s.norms);
            m_attention->forward(pictures, s.norms.attended, s.attention);
            m_products.times(queries.count, queries.in<T>(s.attention.mixed), factors[0], m_weights.projBias,
                             branch);
            drop(DropPlace::Attention, queries, branch);
            m_norms->toMlp(queries, branch, kept[0], s.norms);
            m_products.times(queries.count, queries.in<T>(s.norms.fed), factors[1], m_weights.fc1Bias,
                             queries.in<T>(s.slopes));
            activate(queries, s.activated, s.slopes, withWayBack);
            m_products.times(queries.count, queries.in<T>(s.activated), factors[2], m_weights.fc2Bias,
                             branch);
            drop(DropPlace::Mlp, queries, branch);
            m_norms->toOutput(queries, branch, kept[1], s.norms, output);
        });
        return output;
    }

    /// From the gradient of the output, (B·Q, D) fp32, to those of x, (M, D) fp32, and of the weights, in the
    /// order of BlockWeights.
    variable_list backward(const torch::Tensor& outputGradient, const BlockSaved& s)
    {
        const std::int64_t dim = m_shape.dim;
        const auto given = outputGradient.reshape({-1, dim}).contiguous();
        const auto result = emptyOf(torch::kFloat32, {m_shape.batch * m_shape.tokens, dim});
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
        m_norms->prepareBackward(given, result, group);
        m_attention->prepareBackward(group);
        Sums sums(*this);
        m_products.byLanes(group, [&](const Stretch& pictures) {
            m_products.within(pictures, together, [&](const Stretch& few) {
                const RowRange queries(few, m_shape.queries);
                T* const branch = RowRange(few, m_shape.tokens).inOwn<T>(branches);
                castAndSum(DropPlace::Mlp, queries, m_norms->fromOutput(queries, s.norms), kept[1],
                           queries.inOwn<T>(fed), sums.fc2Bias);
                m_products.times(queries.count, queries.inOwn<T>(fed), factors[2], {},
                                 queries.inOwn<T>(hidden));
                throughSlopes(queries, s.slopes, queries.inOwn<T>(hidden), sums.fc1Bias);
                m_products.times(queries.count, queries.inOwn<T>(hidden), factors[1], {}, branch);
                castAndSum(DropPlace::Attention, queries, m_norms->fromMlp(queries, branch, s.norms), kept[0],
                           queries.inOwn<T>(attended), sums.projBias);
                m_products.times(queries.count, queries.inOwn<T>(attended), factors[0], {},
                                 queries.inOwn<T>(mixed));
                m_attention->backward(few, s.norms.attended, s.attention, mixed, branch);
                m_norms->fromAttention(few, branch, s.norms);
            });
            const RowRange queries(pictures, m_shape.queries);
            const auto addUp = [&](const torch::Tensor& gradient, const torch::Tensor& x,
                                   torch::Tensor& weight) {
                m_products.addProducts(queries, queries.inOwn<T>(gradient), gradient.size(1),
                                       queries.in<T>(x), x.size(1), productScratch, weight);
            };
            addUp(fed, s.activated, sums.fc2Weight);
            addUp(hidden, s.norms.fed, sums.fc1Weight);
            addUp(attended, s.attention.mixed, sums.projWeight);
            m_attention->addUp(pictures, s.norms.attended, s.attention, mixed, productScratch);
        });
        const auto norm1 = m_norms->firstGradients();
        const auto norm2 = m_norms->secondGradients();
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

    /// The gradients of the branches' parameters, each lane's.
    struct Sums
    {
        explicit Sums(const FusedBlockPass& pass)
            : projWeight(pass.m_products.sumsOf(pass.m_weights.projWeight))
            , projBias(pass.m_products.sumsFor(pass.m_shape.dim))
            , fc1Weight(pass.m_products.sumsOf(pass.m_weights.fc1Weight))
            , fc1Bias(pass.m_products.sumsFor(pass.m_hidden))
            , fc2Weight(pass.m_products.sumsOf(pass.m_weights.fc2Weight))
            , fc2Bias(pass.m_products.sumsFor(pass.m_shape.dim))
        {
        }
        torch::Tensor projWeight, projBias;
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

    /// `slopes` comes as the activation's input.
    void activate(const RowRange& rows, const torch::Tensor& y, const torch::Tensor& slopes,
                  bool areMade) const
    {
        const auto activation = m_shape.activation == Activation::Relu ? m_kernels.relu : m_kernels.gelu;
        m_products.over(rows, [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            T* const from = rows.in<T>(slopes) + begin * m_hidden;
            T* const to = rows.in<T>(y) + begin * m_hidden;
            activation(from, (end - begin) * m_hidden, to, areMade ? from : nullptr);
            dropRows(DropPlace::Hidden, rows.first + begin, end - begin, m_hidden, to,
                     areMade ? from : nullptr);
        });
    }

    /// What a branch answered, rows that begin there.
    void drop(DropPlace place, const RowRange& rows, T* branch) const
    {
        if (m_shape.dropout == 0)
            return;
        m_products.over(rows, [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            dropRows(place, rows.first + begin, end - begin, m_shape.dim, branch + begin * m_shape.dim,
                     nullptr);
        });
    }
    /// Rows of the tokens that are asked for, `first` of all of these. A number's place is counted among all
    /// tokens, so that a seed means the same however few are read.
    void dropRows(DropPlace place, std::int64_t first, std::int64_t rows, std::int64_t columns, T* x,
                  T* other) const
    {
        if (m_shape.dropout == 0)
            return;
        const auto dropout = m_shape.dropoutAt(place);
        if (m_shape.queries == m_shape.tokens)
            return m_kernels.dropout(dropout, first * columns, rows * columns, x, other);
        for (std::int64_t row = 0; row < rows; ++row) {
            const std::int64_t token =
                (first + row) / m_shape.queries * m_shape.tokens + (first + row) % m_shape.queries;
            m_kernels.dropout(dropout, token * columns, columns, x + row * columns,
                              other ? other + row * columns : nullptr);
        }
    }

    /// The gradient of what a branch answered → that of its last product, and its columns' sums.
    void castAndSum(DropPlace place, const RowRange& rows, const float* x, const torch::Tensor& factors, T* y,
                    const torch::Tensor& sums) const
    {
        m_products.withSums(rows, sums, [&](std::int64_t begin, std::int64_t end, float* columns) {
            const std::int64_t at = begin * m_shape.dim;
            const bool isDropped = m_shape.dropout > 0;
            m_kernels.castAndSum(x + at, m_norms->factorsFrom(factors, rows.first + begin), int(m_shape.dim),
                                 end - begin, y + at, isDropped ? nullptr : columns);
            if (!isDropped)
                return;
            dropRows(place, rows.first + begin, end - begin, m_shape.dim, y + at, nullptr);
            m_kernels.columnSums(y + at, int(m_shape.dim), end - begin, columns);
        });
    }

    void throughSlopes(const RowRange& rows, const torch::Tensor& slopes, T* gradient,
                       const torch::Tensor& sums) const
    {
        m_products.withSums(rows, sums, [&](std::int64_t begin, std::int64_t end, float* columns) {
            m_kernels.slopeBackward(rows.in<T>(slopes) + begin * m_hidden, int(m_hidden), end - begin,
                                    gradient + begin * m_hidden, columns);
        });
    }

    BlockShape m_shape;
    BlockWeights m_weights;
    std::int64_t m_hidden;
    const kernels::Kernels<T>& m_kernels = kernels::bestKernels<T>();
    BlockProducts<T> m_products;
    std::unique_ptr<BlockNorms<T>> m_norms;
    std::unique_ptr<BlockAttention<T>> m_attention;
};

} // namespace saccade
