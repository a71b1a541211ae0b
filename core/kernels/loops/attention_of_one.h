// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/attention.h"

// Attention of one query for each picture, on what keys and values would have been made of. Widths are
// multiples of sixteen.

namespace {

/// to[n] = a · x[n], of `rows` rows.
template <typename T>
inline void dotRows(const T* a, const T* x, int rows, int dim, float* to)
{
    for (int n = 0; n < rows; ++n, x += dim) {
        Vector sums{};
        for (int i = 0; i < dim; i += Lanes)
            sums += load(a + i) * load(x + i);
        to[n] = sumOf(sums);
    }
}

/// to = Σ weights[n] · x[n].
template <int Vectors, typename T>
inline void mixColumns(const float* weights, const T* x, int rows, int dim, T* to)
{
    Vector sums[Vectors] = {};
    for (int n = 0; n < rows; ++n)
        for (int v = 0; v < Vectors; ++v)
            sums[v] += weights[n] * load(x + Index(n) * dim + v * Lanes);
    for (int v = 0; v < Vectors; ++v)
        store(to + v * Lanes, sums[v]);
}

template <typename T>
inline void mixRows(const float* weights, const T* x, int rows, int dim, T* to)
{
    int i = 0;
    for (; i + 4 * Lanes <= dim; i += 4 * Lanes)
        mixColumns<4>(weights, x + i, rows, dim, to + i);
    for (; i < dim; i += Lanes)
        mixColumns<1>(weights, x + i, rows, dim, to + i);
}

template <typename T>
void attentionOfOne(const AttentionShape& shape, const T* x, const T* asked, Index begin, Index end,
                    T* probabilities, T* means, float* scratch)
{
    const int n = shape.tokens;
    const int dim = shape.heads * shape.headDim;
    for (Index picture = begin; picture < end; ++picture) {
        const T* const tokens = x + picture * n * dim;
        for (int head = 0; head < shape.heads; ++head) {
            const Index row = picture * shape.heads + head;
            dotRows(asked + row * dim, tokens, n, dim, scratch);
            softmaxRow(scratch, n, padded(n), shape.scale, scratch);
            scatterRows(scratch, n, 1, n, probabilities + row * n, n);
            mixRows(scratch, tokens, n, dim, means + row * dim);
        }
    }
}

template <typename T>
void attentionOfOneBackward(const AttentionShape& shape, const T* x, const T* asked, const T* probabilities,
                            const T* meansGradient, Index begin, Index end, T* xGradient, T* askedGradient,
                            float* scratch)
{
    const int n = shape.tokens;
    const int dim = shape.heads * shape.headDim;
    const int wide = padded(n);
    float* const scores = scratch;
    float* const p = scratch + wide;
    float* const sums = p + wide; // (N, D)
    for (Index picture = begin; picture < end; ++picture) {
        const T* const tokens = x + picture * n * dim;
        for (Index i = 0; i < Index(n) * dim; i += Lanes)
            store(sums + i, Vector{});
        for (int head = 0; head < shape.heads; ++head) {
            const Index row = picture * shape.heads + head;
            const T* const gradient = meansGradient + row * dim;
            const T* const question = asked + row * dim;
            gatherRows(probabilities + row * n, n, 1, n, p, wide);
            dotRows(gradient, tokens, n, dim, scores);
            for (int i = n; i < wide; ++i)
                scores[i] = 0;
            softmaxRowBackward([p](int i) { return load(p + i); }, scores, wide, shape.scale, scores);
            for (int token = 0; token < n; ++token)
                for (int i = 0; i < dim; i += Lanes) {
                    float* const to = sums + Index(token) * dim + i;
                    store(to, load(to) + p[token] * load(gradient + i) + scores[token] * load(question + i));
                }
            mixRows(scores, tokens, n, dim, askedGradient + row * dim);
        }
        for (Index i = 0; i < Index(n) * dim; i += Lanes)
            store(xGradient + picture * n * dim + i, load(sums + i));
    }
}

} // namespace
