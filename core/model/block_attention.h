// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/block_products.h"
#include "core/model/block_shape.h"
#include "core/model/fused_block.h"

#include <memory>

// The part of a fused block from what attention reads to the heads' answers, side by side, and back.

namespace saccade {

/// What attention leaves for the way back. M = B·N.
struct AttentionSaved
{
    torch::Tensor qkv;           ///< (M, 3D); of one query, q alone: (B, D)
    torch::Tensor asked, means;  ///< of one query: (B, H·D), see kernels.h
    torch::Tensor probabilities; ///< (B, H, Q, N)
    torch::Tensor mixed;         ///< (B·Q, D)
};

template <typename T>
class BlockAttention
{
public:
    BlockAttention(const BlockShape& shape, const BlockWeights& weights, const BlockProducts<T>& products)
        : m_shape(shape)
        , m_weights(weights)
        , m_products(products)
    {
    }
    virtual ~BlockAttention() = default;

    virtual void prepare(AttentionSaved& saved) = 0;
    /// What attention reads, y (M, D) → saved.mixed, for some pictures.
    virtual void forward(const Stretch& pictures, const torch::Tensor& y,
                         const AttentionSaved& saved) const = 0;

    /// Pictures whose products are added up together.
    virtual void prepareBackward(std::int64_t group) = 0;
    /// The gradients of mixed, in a matrix of the group's own, to those of y.
    virtual void backward(const Stretch& pictures, const torch::Tensor& y, const AttentionSaved& saved,
                          const torch::Tensor& mixedGradient, T* yGradient) const = 0;
    /// What a group's pictures add to the gradients of the weights.
    virtual void addUp(const Stretch& group, const torch::Tensor& y, const AttentionSaved& saved,
                       const torch::Tensor& mixedGradient, const torch::Tensor& scratch) = 0;
    torch::Tensor weightGradient() const { return m_products.total(m_weight); } ///< (3D, D)
    torch::Tensor biasGradient() const { return m_bias.sum(0); }                ///< (3D)

protected:
    torch::Tensor scratchOf(std::int64_t floats) const
    {
        return at::empty({at::get_num_threads(), floats}, torch::kFloat32);
    }
    void makeRoom(AttentionSaved& saved) const
    {
        saved.probabilities =
            emptyOf(TypeOf<T>, {m_shape.batch, m_shape.heads, m_shape.queries, m_shape.tokens});
        saved.mixed = emptyOf(TypeOf<T>, {m_shape.batch * m_shape.queries, m_shape.dim});
    }

    void makeSums()
    {
        m_weight = m_products.sumsOf(m_weights.qkvWeight);
        m_bias = m_products.sumsFor(3 * m_shape.dim);
    }

    const BlockShape& m_shape;
    const BlockWeights& m_weights;
    const BlockProducts<T>& m_products;
    const kernels::Kernels<T>& m_kernels = kernels::bestKernels<T>();
    torch::Tensor m_scratch;
    std::vector<BlockFactor> m_factors;
    torch::Tensor m_weight, m_bias; // the gradients, each lane's
};

/// Queries, keys and values of all tokens.
template <typename T>
class WholeAttention : public BlockAttention<T>
{
    using Base = BlockAttention<T>;
    using Base::m_bias, Base::m_factors, Base::m_kernels, Base::m_products, Base::m_scratch, Base::m_shape;
    using Base::m_weight, Base::m_weights;

public:
    using Base::Base;

    void prepare(AttentionSaved& saved) override
    {
        this->makeRoom(saved);
        saved.qkv = emptyOf(TypeOf<T>, {m_shape.batch * m_shape.tokens, 3 * m_shape.dim});
        m_factors = m_products.factors({{m_weights.qkvWeight, true}});
        m_scratch = this->scratchOf(kernels::attentionScratch(m_shape.attention()));
    }

    void forward(const Stretch& pictures, const torch::Tensor& y, const AttentionSaved& saved) const override
    {
        const RowRange tokens(pictures, m_shape.tokens);
        m_products.times(tokens.count, tokens.in<T>(y), m_factors[0], m_weights.qkvBias,
                         tokens.in<T>(saved.qkv));
        m_products.over({pictures, 1}, [&](std::int64_t begin, std::int64_t end, std::int64_t share) {
            m_kernels.attention(m_shape.attention(), dataOf<T>(saved.qkv), pictures.begin + begin,
                                pictures.begin + end, dataOf<T>(saved.probabilities), dataOf<T>(saved.mixed),
                                rowOf(m_scratch, share));
        });
    }

    void prepareBackward(std::int64_t group) override
    {
        m_factors = m_products.factors({{m_weights.qkvWeight, false}});
        m_scratch = this->scratchOf(kernels::attentionScratch(m_shape.attention()));
        m_gradient = m_products.own(group, m_shape.tokens, 3 * m_shape.dim);
        this->makeSums();
    }

    void backward(const Stretch& pictures, const torch::Tensor&, const AttentionSaved& saved,
                  const torch::Tensor& mixedGradient, T* yGradient) const override
    {
        const RowRange tokens(pictures, m_shape.tokens);
        const RowRange queries(pictures, m_shape.queries);
        const std::int64_t square = m_shape.heads * m_shape.queries * m_shape.tokens;
        T* const gradient = tokens.inOwn<T>(m_gradient);
        m_products.over({pictures, 1}, [&](std::int64_t begin, std::int64_t end, std::int64_t share) {
            m_kernels.attentionBackward(m_shape.attention(), tokens.in<T>(saved.qkv),
                                        dataOf<T>(saved.probabilities) + pictures.begin * square,
                                        queries.inOwn<T>(mixedGradient), begin, end, gradient,
                                        rowOf(m_scratch, share));
        });
        m_products.withSums(tokens, m_bias, [&](std::int64_t begin, std::int64_t end, float* sums) {
            const std::int64_t columns = 3 * m_shape.dim;
            m_kernels.columnSums(gradient + begin * columns, int(columns), end - begin, sums);
        });
        m_products.times(tokens.count, gradient, m_factors[0], {}, yGradient);
    }

    void addUp(const Stretch& group, const torch::Tensor& y, const AttentionSaved&, const torch::Tensor&,
               const torch::Tensor& scratch) override
    {
        const RowRange tokens(group, m_shape.tokens);
        m_products.addProducts(tokens, tokens.inOwn<T>(m_gradient), 3 * m_shape.dim, tokens.in<T>(y),
                               m_shape.dim, scratch, m_weight);
    }

private:
    torch::Tensor m_gradient; // of q, k and v
};

/// One query for each picture: the CLS token's in the last block. Neither keys nor values are made; see
/// kernels.h. With our own products, and heads of whole vectors.
template <typename T>
class AttentionOfOne : public BlockAttention<T>
{
    using Base = BlockAttention<T>;
    using Base::m_bias, Base::m_factors, Base::m_kernels, Base::m_products, Base::m_scratch, Base::m_shape;
    using Base::m_weight, Base::m_weights;

public:
    using Base::Base;

    static bool isFor(const BlockShape& shape, const BlockProducts<T>& products)
    {
        return shape.queries == 1 && products.areOwn() && shape.dim / shape.heads % 16 == 0;
    }

    void prepare(AttentionSaved& saved) override
    {
        this->makeRoom(saved);
        saved.qkv = emptyOf(TypeOf<T>, {m_shape.batch, m_shape.dim});
        saved.asked = emptyOf(TypeOf<T>, {m_shape.batch, m_shape.heads * m_shape.dim});
        saved.means = at::empty_like(saved.asked);
        m_factors = factors(true, false, true);
        m_scratch = this->scratchOf(kernels::attentionOfOneScratch(m_shape.attention()));
    }

    void forward(const Stretch& pictures, const torch::Tensor& y, const AttentionSaved& saved) const override
    {
        const RowRange rows(pictures, 1);
        const float* const bias = dataOf<float>(m_weights.qkvBias);
        T* const q = rows.in<T>(saved.qkv);
        m_products.times(rows.count, queriesOf(pictures, y), m_factors[0], bias, {q, m_shape.dim});
        perHead(rows.count, q, m_factors.data() + 1, rows.in<T>(saved.asked));
        m_kernels.attentionOfOne(m_shape.attention(), dataOf<T>(y), dataOf<T>(saved.asked), pictures.begin,
                                 pictures.end, dataOf<T>(saved.probabilities), dataOf<T>(saved.means),
                                 rowOf(m_scratch, pictures.thread));
        perHead(rows.count, rows.in<T>(saved.means), m_factors.data() + 1 + m_shape.heads,
                rows.in<T>(saved.mixed), bias + 2 * m_shape.dim);
    }

    void prepareBackward(std::int64_t group) override
    {
        m_factors = factors(false, true, false);
        m_scratch = this->scratchOf(kernels::attentionOfOneScratch(m_shape.attention()));
        m_meansGradient = m_products.own(group, 1, m_shape.heads * m_shape.dim);
        m_askedGradient = at::empty_like(m_meansGradient);
        m_queryGradient = m_products.own(group, 1, m_shape.dim);
        m_added = at::empty_like(m_queryGradient);
        this->makeSums();
    }

    void backward(const Stretch& pictures, const torch::Tensor& y, const AttentionSaved& saved,
                  const torch::Tensor& mixedGradient, T* yGradient) const override
    {
        const RowRange rows(pictures, 1);
        const std::int64_t dim = m_shape.dim;
        T* const means = rows.inOwn<T>(m_meansGradient);
        T* const asked = rows.inOwn<T>(m_askedGradient);
        T* const query = rows.inOwn<T>(m_queryGradient);
        perHead(rows.count, rows.inOwn<T>(mixedGradient), m_factors.data() + 1 + m_shape.heads, means);
        m_kernels.attentionOfOneBackward(
            m_shape.attention(), RowRange(pictures, m_shape.tokens).in<T>(y), rows.in<T>(saved.asked),
            dataOf<T>(saved.probabilities) + pictures.begin * m_shape.heads * m_shape.tokens, means, 0,
            rows.count, yGradient, asked, rowOf(m_scratch, pictures.thread));
        perHead(rows.count, asked, m_factors.data() + 1, query);
        T* const added = rows.inOwn<T>(m_added);
        m_products.times(rows.count, query, m_factors[0], {}, added);
        m_kernels.addRows(added, dim, int(dim), rows.count, yGradient, m_shape.tokens * dim);
        float* const bias = rowOf(m_bias, pictures.lane); // a key's has none: softmax does not see it
        m_kernels.columnSums(query, int(dim), rows.count, bias);
        m_kernels.columnSums(rows.inOwn<T>(mixedGradient), int(dim), rows.count, bias + 2 * dim);
    }

    void addUp(const Stretch& group, const torch::Tensor& y, const AttentionSaved& saved,
               const torch::Tensor& mixedGradient, const torch::Tensor& scratch) override
    {
        const RowRange rows(group, 1);
        const std::int64_t dim = m_shape.dim;
        const std::int64_t wide = m_shape.heads * dim;
        const std::int64_t headDim = dim / m_shape.heads;
        m_products.addProducts(rows, {rows.inOwn<T>(m_queryGradient), dim}, 0, dim, queriesOf(group, y),
                               scratch, m_weight);
        for (std::int64_t head = 0; head < m_shape.heads; ++head) {
            const std::int64_t first = dim + head * headDim;
            m_products.addProducts(rows, {rows.in<T>(saved.qkv) + head * headDim, dim}, first,
                                   first + headDim, {rows.inOwn<T>(m_askedGradient) + head * dim, wide},
                                   scratch, m_weight);
            m_products.addProducts(rows, {rows.inOwn<T>(mixedGradient) + head * headDim, dim}, dim + first,
                                   dim + first + headDim, {rows.in<T>(saved.means) + head * dim, wide},
                                   scratch, m_weight);
        }
    }

private:
    /// Of queries, then of each head's keys, then of each head's values.
    std::vector<BlockFactor> factors(bool queriesTurned, bool keysTurned, bool valuesTurned) const
    {
        const std::int64_t dim = m_shape.dim;
        const std::int64_t headDim = dim / m_shape.heads;
        std::vector<WeightRows> rows{{m_weights.qkvWeight, queriesTurned, 0, dim}};
        for (const bool isValue : {false, true})
            for (std::int64_t head = 0; head < m_shape.heads; ++head) {
                const std::int64_t first = (isValue ? 2 : 1) * dim + head * headDim;
                rows.emplace_back(m_weights.qkvWeight, isValue ? valuesTurned : keysTurned, first,
                                  first + headDim);
            }
        return m_products.factors(rows);
    }

    StridedRows<const T> queriesOf(const Stretch& pictures, const torch::Tensor& y) const
    {
        return {RowRange(pictures, m_shape.tokens).in<T>(y), m_shape.tokens * m_shape.dim};
    }

    /// Each head's part of a row by a factor of its own.
    void perHead(std::int64_t rows, const T* x, const BlockFactor* factors, T* y,
                 const float* bias = nullptr) const
    {
        const std::int64_t heads = m_shape.heads;
        for (std::int64_t head = 0; head < heads; ++head) {
            const BlockFactor& factor = factors[head];
            m_products.times(rows, {x + head * factor.depth, heads * factor.depth}, factor,
                             bias ? bias + head * factor.columns : nullptr,
                             {y + head * factor.columns, heads * factor.columns});
        }
    }

    torch::Tensor m_meansGradient, m_askedGradient; // (rows, H·D)
    torch::Tensor m_queryGradient, m_added;         // (rows, D)
};

template <typename T>
std::unique_ptr<BlockAttention<T>> attentionFor(const BlockShape& shape, const BlockWeights& weights,
                                                const BlockProducts<T>& products)
{
    if (AttentionOfOne<T>::isFor(shape, products))
        return std::make_unique<AttentionOfOne<T>>(shape, weights, products);
    return std::make_unique<WholeAttention<T>>(shape, weights, products);
}

} // namespace saccade
