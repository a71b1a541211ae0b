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

/// (rows, dim) in rows of `width` → (dim, rows) in rows of `tall`, zeros behind. Both are whole blocks wide.
inline void transposed(const float* from, int width, int rows, int dim, float* to, int tall)
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
    for (Index picture = begin; picture < end; ++picture)
        for (int head = 0; head < shape.heads; ++head) {
            const T* at = qkv + picture * n * 3 * dim + Index(head) * d;
            gatherRows(at, 3 * dim, asking, d, s.q, s.width);
            gatherRows(at + dim, 3 * dim, n, d, s.k, s.width);
            gatherRows(at + 2 * dim, 3 * dim, n, d, s.v, s.width);
            transposed(s.k, s.width, n, d, s.turned, s.tall);
            product(asking, s.tall, d, s.q, s.width, 1, s.turned, s.tall, s.scores, s.tall);
            for (int row = 0; row < asking; ++row) {
                float* scores = s.scores + Index(row) * s.tall;
                softmaxRow(scores, n, s.tall, shape.scale, scores);
            }
            scatterRows(s.scores, s.tall, asking, n,
                        probabilities + (picture * shape.heads + head) * Index(asking) * n, n);
            product(asking, s.width, n, s.scores, s.tall, 1, s.v, s.width, s.result, s.width);
            scatterRows(s.result, s.width, asking, d, output + picture * asking * dim + Index(head) * d, dim);
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
    for (Index picture = begin; picture < end; ++picture)
        for (int head = 0; head < shape.heads; ++head) {
            const T* at = qkv + picture * n * 3 * dim + Index(head) * d;
            T* to = qkvGradient + picture * n * 3 * dim + Index(head) * d;
            gatherRows(at, 3 * dim, asking, d, s.q, s.width);
            gatherRows(at + dim, 3 * dim, n, d, s.k, s.width);
            gatherRows(at + 2 * dim, 3 * dim, n, d, s.v, s.width);
            gatherRows(outputGradient + picture * asking * dim + Index(head) * d, dim, asking, d, s.out,
                       s.width);
            gatherRows(probabilities + (picture * shape.heads + head) * Index(asking) * n, n, asking, n,
                       s.scores, s.tall);
            // dV = Pᵀ · dO
            product(n, s.width, asking, s.scores, 1, s.tall, s.out, s.width, s.result, s.width);
            scatterRows(s.result, s.width, n, d, to + 2 * dim, 3 * dim);
            // dP = dO · Vᵀ, then dS = P ⊙ (dP - rowsum(dP ⊙ P)) · scale
            transposed(s.v, s.width, n, d, s.turned, s.tall);
            product(asking, s.tall, d, s.out, s.width, 1, s.turned, s.tall, s.other, s.tall);
            for (int row = 0; row < asking; ++row) {
                float* gradient = s.other + Index(row) * s.tall;
                const float* known = s.scores + Index(row) * s.tall;
                softmaxRowBackward([known](int i) { return load(known + i); }, gradient, s.tall, shape.scale,
                                   gradient);
            }
            product(n, s.width, asking, s.other, 1, s.tall, s.q, s.width, s.result, s.width); // dK = dSᵀ · Q
            scatterRows(s.result, s.width, n, d, to + dim, 3 * dim);
            product(asking, s.width, n, s.other, s.tall, 1, s.k, s.width, s.result, s.width); // dQ = dS · K
            for (int row = asking; row < n; ++row)
                for (int i = 0; i < s.width; ++i)
                    s.result[Index(row) * s.width + i] = 0; // nobody listened to what they asked
            scatterRows(s.result, s.width, n, d, to, 3 * dim);
        }
}

} // namespace
