// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/block_products.h"
#include "core/model/block_shape.h"
#include "core/model/fused_block.h"

#include <algorithm>
#include <memory>

// A fused block's two norms and the sums of its residual stream: what stands between its two branches.

namespace saccade {

/// A norm's rows, and what it found of each. M = B·N rows, or B·Q of the tokens that are asked for.
struct NormSaved
{
    torch::Tensor input;                  ///< (rows, D) fp32
    torch::Tensor mean, inverseDeviation; ///< (rows)
};

/// What the norms leave for the way back.
struct NormsSaved
{
    NormSaved first, second;
    torch::Tensor attended; ///< what attention reads, (M, D)
    torch::Tensor fed;      ///< what the mlp reads, (B·Q, D)
};

/// `branch` is what attention or the mlp answered, or, on the way back, the gradient of what it read; it
/// begins with the rows' first. `factors` (B·Q), or undefined, scale a branch's rows.
template <typename T>
class BlockNorms
{
public:
    BlockNorms(const BlockShape& shape, const BlockWeights& weights, const BlockProducts<T>& products)
        : m_shape(shape)
        , m_weights(weights)
        , m_products(products)
    {
    }
    virtual ~BlockNorms() = default;

    /// Of x, (M, D) fp32; a thread has `together` pictures at a time.
    virtual void prepare(const torch::Tensor& x, std::int64_t together, NormsSaved& s) = 0;
    virtual void toAttention(const Stretch& pictures, const NormsSaved& s) const = 0;
    virtual void toMlp(const RowRange& queries, const T* branch, const torch::Tensor& factors,
                       const NormsSaved& s) const = 0;
    virtual void toOutput(const RowRange& queries, const T* branch, const torch::Tensor& factors,
                          const NormsSaved& s, const torch::Tensor& output) const = 0;

    /// Of the gradient of the output, (B·Q, D) fp32, to that of x.
    void prepareBackward(const torch::Tensor& outputGradient, const torch::Tensor& xGradient,
                         std::int64_t together)
    {
        m_outputGradient = outputGradient;
        m_xGradient = xGradient;
        m_stream = m_shape.queries == m_shape.tokens ? xGradient : at::empty_like(outputGradient);
        m_firstSums = m_products.sumsFor(2 * m_shape.dim);
        m_secondSums = m_products.sumsFor(2 * m_shape.dim);
        makeRoom(together);
    }
    /// The gradient of what the mlp answered, scaled.
    virtual const float* fromOutput(const RowRange& queries, const NormsSaved& s) const = 0;
    /// The gradient of what attention answered, scaled.
    virtual const float* fromMlp(const RowRange& queries, const T* branch, const NormsSaved& s) const = 0;
    virtual void fromAttention(const Stretch& pictures, const T* branch, const NormsSaved& s) const = 0;

    /// Of the norms' weight and bias, (2, D) each.
    torch::Tensor firstGradients() const { return m_firstSums.sum(0).view({2, m_shape.dim}); }
    torch::Tensor secondGradients() const { return m_secondSums.sum(0).view({2, m_shape.dim}); }

    static const float* factorsFrom(const torch::Tensor& factors, std::int64_t row)
    {
        return factors.defined() ? factors.data_ptr<float>() + row : nullptr;
    }

protected:
    virtual void makeRoom(std::int64_t) {}

    std::int64_t asked() const { return m_shape.batch * m_shape.queries; }

    static NormSaved normOf(const torch::Tensor& input)
    {
        const std::int64_t rows = input.size(0);
        return {input, emptyOf(torch::kFloat32, {rows}), emptyOf(torch::kFloat32, {rows})};
    }
    NormSaved emptyNorm() const { return normOf(emptyOf(torch::kFloat32, {asked(), m_shape.dim})); }

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
    /// The stream's gradient as that of x: zeros for the other tokens.
    void forAllTokens(const Stretch& pictures) const
    {
        if (m_shape.queries == m_shape.tokens)
            return; // they are one
        const std::int64_t count = m_shape.queries * m_shape.dim;
        const std::int64_t total = m_shape.tokens * m_shape.dim;
        m_products.over({pictures, 1}, [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            for (std::int64_t picture = pictures.begin + begin; picture < pictures.begin + end; ++picture) {
                float* const to = dataOf<float>(m_xGradient) + picture * total;
                std::copy_n(dataOf<float>(m_stream) + picture * count, count, to);
                std::fill(to + count, to + total, 0.0F);
            }
        });
    }

    template <typename Y>
    void layerNorm(const RowRange& rows, const NormSaved& s, const torch::Tensor& weight,
                   const torch::Tensor& bias, Y* y) const
    {
        m_products.over(rows, [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            const std::int64_t at = begin * m_shape.dim;
            kernels::bestKernels<Y>().layerNorm(rows.in<float>(s.input) + at, dataOf<float>(weight),
                                                dataOf<float>(bias), m_shape.epsilon, int(m_shape.dim),
                                                end - begin, y + at, rows.in<float>(s.mean) + begin,
                                                rows.in<float>(s.inverseDeviation) + begin);
        });
    }
    /// x + factor · branch → sum, rows that begin there.
    void add(const RowRange& rows, const float* x, const T* branch, const torch::Tensor& factors,
             float* sum) const
    {
        m_products.over(rows, [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            const std::int64_t at = begin * m_shape.dim;
            m_kernels.add(x + at, branch + at, factorsFrom(factors, rows.first + begin), int(m_shape.dim),
                          end - begin, sum + at);
        });
    }
    void cast(const RowRange& rows, const float* x, T* y) const
    {
        m_products.over(rows, [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            const std::int64_t at = begin * m_shape.dim;
            m_kernels.castAndSum(x + at, nullptr, int(m_shape.dim), end - begin, y + at, nullptr);
        });
    }
    /// `before` plus the gradient of the norm's input, from that of what it gave; null: without.
    template <typename Y>
    void throughNorm(const RowRange& rows, const Y* outputGradient, const NormSaved& s,
                     const torch::Tensor& weight, const float* before, float* gradient,
                     const torch::Tensor& sums) const
    {
        m_products.withSums(rows, sums, [&](std::int64_t begin, std::int64_t end, float* columns) {
            const std::int64_t at = begin * m_shape.dim;
            kernels::bestKernels<Y>().layerNormBackward(
                outputGradient + at, rows.in<float>(s.input) + at, dataOf<float>(weight),
                rows.in<float>(s.mean) + begin, rows.in<float>(s.inverseDeviation) + begin, int(m_shape.dim),
                end - begin, before ? before + at : nullptr, gradient + at, columns, columns + m_shape.dim);
        });
    }

    const BlockShape& m_shape;
    const BlockWeights& m_weights;
    const BlockProducts<T>& m_products;
    const kernels::Kernels<T>& m_kernels = kernels::bestKernels<T>();
    torch::Tensor m_outputGradient, m_xGradient;
    torch::Tensor m_stream;                  // the gradient behind attention, (B·Q, D) fp32
    torch::Tensor m_firstSums, m_secondSums; // each lane's, of weight and bias
};

/// x + attention(norm(x)), then + mlp(norm(·)) (Xiong et al. 2020, arXiv 2002.04745).
template <typename T>
class PreNorm : public BlockNorms<T>
{
    using Base = BlockNorms<T>;
    using Base::m_shape, Base::m_weights, Base::m_products, Base::m_kernels, Base::m_outputGradient;
    using Base::m_xGradient, Base::m_stream, Base::m_firstSums, Base::m_secondSums;

public:
    using Base::Base;

    void prepare(const torch::Tensor& x, std::int64_t, NormsSaved& s) override
    {
        s.first = this->normOf(x);
        s.second = this->emptyNorm();
        s.attended = emptyOf(TypeOf<T>, {x.size(0), m_shape.dim});
        s.fed = emptyOf(TypeOf<T>, {this->asked(), m_shape.dim});
        m_read = this->queriesOf(x);
    }
    void toAttention(const Stretch& pictures, const NormsSaved& s) const override
    {
        const RowRange tokens(pictures, m_shape.tokens);
        this->layerNorm(tokens, s.first, m_weights.norm1Weight, m_weights.norm1Bias,
                        tokens.in<T>(s.attended));
    }
    void toMlp(const RowRange& rows, const T* branch, const torch::Tensor& factors,
               const NormsSaved& s) const override
    {
        m_products.over(rows, [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            const std::int64_t at = begin * m_shape.dim;
            m_kernels.addLayerNorm(
                rows.in<float>(m_read) + at, branch + at, this->factorsFrom(factors, rows.first + begin),
                dataOf<float>(m_weights.norm2Weight), dataOf<float>(m_weights.norm2Bias), m_shape.epsilon,
                int(m_shape.dim), end - begin, rows.in<float>(s.second.input) + at, rows.in<T>(s.fed) + at,
                rows.in<float>(s.second.mean) + begin, rows.in<float>(s.second.inverseDeviation) + begin);
        });
    }
    void toOutput(const RowRange& rows, const T* branch, const torch::Tensor& factors, const NormsSaved& s,
                  const torch::Tensor& output) const override
    {
        this->add(rows, rows.in<float>(s.second.input), branch, factors, rows.in<float>(output));
    }

    const float* fromOutput(const RowRange& rows, const NormsSaved&) const override
    {
        return rows.in<float>(m_outputGradient);
    }
    const float* fromMlp(const RowRange& rows, const T* branch, const NormsSaved& s) const override
    {
        float* const stream = rows.in<float>(m_stream);
        this->throughNorm(rows, branch, s.second, m_weights.norm2Weight, rows.in<float>(m_outputGradient),
                          stream, m_secondSums);
        return stream;
    }
    void fromAttention(const Stretch& pictures, const T* branch, const NormsSaved& s) const override
    {
        this->forAllTokens(pictures);
        const RowRange tokens(pictures, m_shape.tokens);
        float* const gradient = tokens.in<float>(m_xGradient);
        this->throughNorm(tokens, branch, s.first, m_weights.norm1Weight, gradient, gradient, m_firstSums);
    }

private:
    torch::Tensor m_read;
};

/// norm(x + attention(x)), then norm(· + mlp(·)) (Vaswani et al. 2017, arXiv 1706.03762). The norms give
/// fp32: the stream itself goes through them.
template <typename T>
class PostNorm : public BlockNorms<T>
{
    using Base = BlockNorms<T>;
    using Base::m_shape, Base::m_weights, Base::m_products, Base::m_outputGradient, Base::m_xGradient;
    using Base::m_stream, Base::m_firstSums, Base::m_secondSums;
    static constexpr bool IsFloat = std::is_same_v<T, float>; // what branches read is the stream

public:
    using Base::Base;

    void prepare(const torch::Tensor& x, std::int64_t together, NormsSaved& s) override
    {
        s.first = this->emptyNorm();
        s.second = this->emptyNorm();
        s.attended = IsFloat ? x : emptyOf(TypeOf<T>, {x.size(0), m_shape.dim});
        s.fed = emptyOf(TypeOf<T>, {this->asked(), m_shape.dim});
        m_x = x;
        m_read = this->queriesOf(x);
        if constexpr (!IsFloat)
            m_between = m_products.template own<float>(together, m_shape.queries, m_shape.dim);
    }
    void toAttention(const Stretch& pictures, const NormsSaved& s) const override
    {
        const RowRange tokens(pictures, m_shape.tokens);
        if constexpr (!IsFloat)
            this->cast(tokens, tokens.in<float>(m_x), tokens.in<T>(s.attended));
    }
    void toMlp(const RowRange& rows, const T* branch, const torch::Tensor& factors,
               const NormsSaved& s) const override
    {
        this->add(rows, rows.in<float>(m_read), branch, factors, rows.in<float>(s.first.input));
        this->layerNorm(rows, s.first, m_weights.norm1Weight, m_weights.norm1Bias, between(rows, s));
        if constexpr (!IsFloat)
            this->cast(rows, between(rows, s), rows.in<T>(s.fed));
    }
    void toOutput(const RowRange& rows, const T* branch, const torch::Tensor& factors, const NormsSaved& s,
                  const torch::Tensor& output) const override
    {
        this->add(rows, between(rows, s), branch, factors, rows.in<float>(s.second.input));
        this->layerNorm(rows, s.second, m_weights.norm2Weight, m_weights.norm2Bias, rows.in<float>(output));
    }

    const float* fromOutput(const RowRange& rows, const NormsSaved& s) const override
    {
        float* const gradient = rows.inOwn<float>(m_betweenGradient);
        this->throughNorm(rows, rows.in<float>(m_outputGradient), s.second, m_weights.norm2Weight, nullptr,
                          gradient, m_secondSums);
        return gradient;
    }
    const float* fromMlp(const RowRange& rows, const T* branch, const NormsSaved& s) const override
    {
        float* const between = rows.inOwn<float>(m_betweenGradient);
        float* const stream = rows.in<float>(m_stream);
        this->add(rows, between, branch, {}, between);
        this->throughNorm(rows, between, s.first, m_weights.norm1Weight, nullptr, stream, m_firstSums);
        return stream;
    }
    void fromAttention(const Stretch& pictures, const T* branch, const NormsSaved&) const override
    {
        this->forAllTokens(pictures);
        const RowRange tokens(pictures, m_shape.tokens);
        float* const gradient = tokens.in<float>(m_xGradient);
        this->add(tokens, gradient, branch, {}, gradient);
    }

private:
    void makeRoom(std::int64_t together) override
    {
        m_betweenGradient = m_products.template own<float>(together, m_shape.queries, m_shape.dim);
    }
    /// The stream between the branches.
    float* between(const RowRange& rows, const NormsSaved& s) const
    {
        return IsFloat ? rows.in<float>(s.fed) : rows.inOwn<float>(m_between);
    }

    torch::Tensor m_x, m_read;
    torch::Tensor m_between, m_betweenGradient;
};

template <typename T>
std::unique_ptr<BlockNorms<T>> normsFor(const BlockShape& shape, const BlockWeights& weights,
                                        const BlockProducts<T>& products)
{
    if (shape.normOrder == NormOrder::Post)
        return std::make_unique<PostNorm<T>>(shape, weights, products);
    return std::make_unique<PreNorm<T>>(shape, weights, products);
}

} // namespace saccade
