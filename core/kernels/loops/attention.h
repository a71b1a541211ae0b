// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/small_product.h"
#include "core/kernels/loops/transpose.h"

namespace {

inline int padded(int count)
{
    return (count + 15) / 16 * 16;
}

/// One head's rows out of (N, …): a row of `dim` at every `stride`, as floats in rows of `width`, zeros
/// behind.
template <typename T>
inline void gatherRows(const T* from, Index stride, int rows, int dim, float* to, int width)
{
    for (int row = 0; row < rows; ++row, from += stride, to += width) {
        int i = 0;
        for (; i + Lanes <= dim; i += Lanes)
            store(to + i, load(from + i));
        for (; i < dim; ++i)
            to[i] = scalar(from[i]);
        for (; i < width; ++i)
            to[i] = 0;
    }
}

template <typename T>
inline void scatterRows(const float* from, int width, int rows, int dim, T* to, Index stride)
{
    for (int row = 0; row < rows; ++row, from += width, to += stride) {
        int i = 0;
        for (; i + Lanes <= dim; i += Lanes)
            store(to + i, load(from + i));
        for (; i < dim; ++i)
            assign(to + i, from[i]);
    }
}

/// Rows of floats, one at every `stride`.
struct HeadRows
{
    const float* first;
    int stride;
};

/// One head's rows where they are, if products can read them there; else in `scratch`, see gatherRows().
template <typename T>
inline HeadRows headRows(const T* from, Index stride, int rows, int dim, float* scratch, int width)
{
    if constexpr (std::is_same_v<T, float>)
        if (dim == width)
            return {from, int(stride)};
    gatherRows(from, stride, rows, dim, scratch, width);
    return {scratch, width};
}

/// product() with one head's rows, of `dim` numbers at every `stride`, as its result. `scratch` has rows of
/// `width`.
template <typename Element, typename T, typename Between = Nothing>
inline void productToHead(int rows, int dim, int depth, const Element* a, Index down, Index right,
                          const Element* b, int bStride, float* scratch, int width, T* to, Index stride,
                          Between&& between = {})
{
    if (dim == width)
        return product(rows, width, depth, a, down, right, b, bStride, to, int(stride), between);
    product(rows, width, depth, a, down, right, b, bStride, scratch, width, between);
    scatterRows(scratch, width, rows, dim, to, stride);
}

template <typename T>
inline void clearRows(int rows, int dim, T* to, Index stride)
{
    for (int row = 0; row < rows; ++row)
        __builtin_memset(to + row * stride, 0, std::size_t(dim) * sizeof(T));
}

/// (rows, dim) in rows of `width` → (dim, rows) in rows of `tall`, zeros behind. Both are whole blocks wide.
inline void transposed(const float* from, Index width, int rows, int dim, float* to, int tall)
{
    for (int row = 0; row < tall; row += Lanes)
        for (int column = 0; column < dim; column += Lanes) {
            Vector block[Lanes];
            for (int i = 0; i < Lanes; ++i)
                block[i] = row + i < rows ? load(from + Index(row + i) * width + column) : Vector{};
            transposeBlock(block);
            for (int i = 0; i < Lanes && column + i < dim; ++i)
                store(to + Index(column + i) * tall + row, block[i]);
        }
}

/// softmax(scale · row) over the first `count`, zeros behind them up to `width`, to `to`, which may be the
/// row, whose numbers are lost.
template <typename T>
inline void softmaxRow(float* row, int count, int width, float scale, T* to)
{
    for (int i = count / Lanes * Lanes; i < width; i += Lanes)
        store(row + i, laneNumbers() < count - i ? load(row + i) : splat(-__builtin_huge_valf()));
    Vector most = load(row);
    for (int i = Lanes; i < width; i += Lanes)
        most = larger(most, load(row + i));
    const float peak = largestOf(most);
    Vector sums{};
    for (int i = 0; i < width; i += Lanes) {
        const Vector e = exponential((load(row + i) - peak) * scale);
        store(row + i, e);
        sums += e;
    }
    const float factor = 1.0F / sumOf(sums);
    for (int i = 0; i < width; i += Lanes)
        store(to + i, load(row + i) * factor);
}

/// The gradient of one row's scores from that of its probabilities, which p(i) gives from the i-th on:
/// p ⊙ (gradient - Σ gradient ⊙ p) · scale, to `to`, which may be the gradient. All are `width` wide.
template <typename Probabilities, typename T>
inline void softmaxRowBackward(const Probabilities& p, const float* gradient, int width, float scale, T* to)
{
    Vector sums{};
    for (int i = 0; i < width; i += Lanes)
        sums += load(gradient + i) * p(i);
    const float sum = sumOf(sums);
    for (int i = 0; i < width; i += Lanes)
        store(to + i, (load(gradient + i) - sum) * p(i) * scale);
}

/// What the way back reads of the head that comes next: short rows far apart, which no processor guesses.
template <typename T>
struct NextHead
{
    NextHead(const AttentionShape& shape, const T* qkv, const T* probabilities, Index picture, int head,
             Index end)
        : d(shape.headDim)
        , n(shape.tokens)
        , dim(Index(shape.heads) * d)
    {
        const Index number = picture * shape.heads + head + 1;
        if (number < end * shape.heads) {
            rows = shape.queries;
            q = qkv + number / shape.heads * n * 3 * dim + number % shape.heads * d;
            p = probabilities + number * shape.queries * n;
        }
    }

    /// The next two tokens' q, k, v and probabilities.
    void operator()()
    {
        for (const int last = row + 2; row < last && row < rows; ++row) {
            for (int part = 0; part < 3; ++part)
                fetchRow(q + (3 * Index(row) + part) * dim, d);
            fetchRow(p + Index(row) * n, n);
        }
    }

    int d, n;
    Index dim;
    int row = 0;
    int rows = 0;
    const T* q = nullptr;
    const T* p = nullptr;
};

/// Where one head's matrices lie in the scratch space.
struct HeadScratch
{
    HeadScratch(const AttentionShape& shape, float* scratch)
        : width(padded(shape.headDim))
        , tall(padded(shape.tokens))
    {
        const Index rows = Index(tall) * width;
        const Index square = Index(tall) * tall;
        q = scratch;
        k = q + rows;
        v = k + rows;
        out = v + rows;
        turned = out + rows;
        result = turned + rows;
        scores = result + rows;
        other = scores + square;
    }

    int width; ///< d, padded
    int tall;  ///< N, padded
    float* q;
    float* k;
    float* v;
    float* out;
    float* turned; ///< kᵀ or vᵀ, (d, N)
    float* result;
    float* scores; ///< (N, N)
    float* other;  ///< (N, N)
};

template <typename T>
void attention(const AttentionShape& shape, const T* qkv, Index begin, Index end, T* probabilities, T* output,
               float* scratch)
{
    const HeadScratch s(shape, scratch);
    const int n = shape.tokens;
    const int asking = shape.queries;
    const int d = shape.headDim;
    const Index dim = Index(shape.heads) * d;
    const Index across = 3 * dim;
    for (Index picture = begin; picture < end; ++picture)
        for (int head = 0; head < shape.heads; ++head) {
            const T* at = qkv + picture * n * across + Index(head) * d;
            const HeadRows q = headRows(at, across, asking, d, s.q, s.width);
            const HeadRows k = headRows(at + dim, across, n, d, s.k, s.width);
            const HeadRows v = headRows(at + 2 * dim, across, n, d, s.v, s.width);
            transposed(k.first, k.stride, n, d, s.turned, s.tall);
            product(asking, s.tall, d, q.first, q.stride, 1, s.turned, s.tall, s.scores, s.tall);
            for (int row = 0; row < asking; ++row) {
                float* scores = s.scores + Index(row) * s.tall;
                softmaxRow(scores, n, s.tall, shape.scale, scores);
            }
            scatterRows(s.scores, s.tall, asking, n,
                        probabilities + (picture * shape.heads + head) * Index(asking) * n, n);
            productToHead(asking, d, n, s.scores, s.tall, 1, v.first, v.stride, s.result, s.width,
                          output + picture * asking * dim + Index(head) * d, dim);
        }
}

template <typename T>
void attentionBackward(const AttentionShape& shape, const T* qkv, const T* probabilities,
                       const T* outputGradient, Index begin, Index end, T* qkvGradient, float* scratch)
{
    const HeadScratch s(shape, scratch);
    const int n = shape.tokens;
    const int asking = shape.queries;
    const int d = shape.headDim;
    const Index dim = Index(shape.heads) * d;
    const Index across = 3 * dim;
    for (Index picture = begin; picture < end; ++picture)
        for (int head = 0; head < shape.heads; ++head) {
            const T* at = qkv + picture * n * across + Index(head) * d;
            T* to = qkvGradient + picture * n * across + Index(head) * d;
            const HeadRows q = headRows(at, across, asking, d, s.q, s.width);
            const HeadRows k = headRows(at + dim, across, n, d, s.k, s.width);
            const HeadRows v = headRows(at + 2 * dim, across, n, d, s.v, s.width);
            NextHead<T> next(shape, qkv, probabilities, picture, head, end);
            const HeadRows out = headRows(outputGradient + picture * asking * dim + Index(head) * d, dim,
                                          asking, d, s.out, s.width);
            gatherRows(probabilities + (picture * shape.heads + head) * Index(asking) * n, n, asking, n,
                       s.scores, s.tall);
            // dV = Pᵀ · dO
            productToHead(n, d, asking, s.scores, 1, s.tall, out.first, out.stride, s.result, s.width,
                          to + 2 * dim, across, next);
            // dP = dO · Vᵀ, then dS = P ⊙ (dP - rowsum(dP ⊙ P)) · scale
            transposed(v.first, v.stride, n, d, s.turned, s.tall);
            product(asking, s.tall, d, out.first, out.stride, 1, s.turned, s.tall, s.other, s.tall, next);
            for (int row = 0; row < asking; ++row) {
                float* gradient = s.other + Index(row) * s.tall;
                const float* known = s.scores + Index(row) * s.tall;
                softmaxRowBackward([known](int i) { return load(known + i); }, gradient, s.tall, shape.scale,
                                   gradient);
            }
            // dK = dSᵀ · Q, dQ = dS · K; nobody listened to what the others asked
            productToHead(n, d, asking, s.other, 1, s.tall, q.first, q.stride, s.result, s.width, to + dim,
                          across, next);
            productToHead(asking, d, n, s.other, s.tall, 1, k.first, k.stride, s.result, s.width, to, across,
                          next);
            clearRows(n - asking, d, to + asking * across, across);
        }
}

} // namespace
