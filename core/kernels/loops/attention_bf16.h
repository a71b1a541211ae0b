// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/attention.h"
#include "core/kernels/loops/bf16_pairs.h"

// Attention in bf16 by products of pairs (bf16_pairs.h). Probabilities and the gradient of the scores are
// rounded to bf16 before they are multiplied, as the activations are; softmax and sums are fp32.

namespace {

/// Where one head's matrices lie in the scratch space, of attentionScratch() floats.
struct PairScratch
{
    PairScratch(const AttentionShape& shape, float* scratch)
        : width(padded(shape.headDim))
        , tall(padded(shape.tokens))
    {
        const Index rows = Index(tall) * width;
        const Index square = Index(tall) * tall;
        result = scratch;
        turned = reinterpret_cast<Pair*>(result + rows);
        paired = turned + rows;
        scores = result + 3 * rows;
        halves = reinterpret_cast<Bf16*>(scores + square);
        pairedHalves = reinterpret_cast<Pair*>(scores + square + square / 2);
    }

    int width;          ///< d, padded
    int tall;           ///< N, padded
    float* result;      ///< (N, d)
    Pair* turned;       ///< kᵀ or vᵀ: (d / 2, N)
    Pair* paired;       ///< of q, k, v or the output's gradient: (N / 2, d)
    float* scores;      ///< (Q, N)
    Bf16* halves;       ///< the probabilities or the scores' gradient: (Q, N)
    Pair* pairedHalves; ///< the same with rows as pairs: (Q / 2, N)
};

inline const Pair* asPairs(const Bf16* p)
{
    return reinterpret_cast<const Pair*>(p);
}

void attentionByPairs(const AttentionShape& shape, const Bf16* qkv, Index begin, Index end,
                      Bf16* probabilities, Bf16* output, float* scratch)
{
    const int n = shape.tokens;
    const int asking = shape.queries;
    const int d = shape.headDim;
    if (d % 2 != 0)
        return attention(shape, qkv, begin, end, probabilities, output, scratch);
    const PairScratch s(shape, scratch);
    const Index dim = Index(shape.heads) * d;
    const Index row = 3 * dim;
    for (Index picture = begin; picture < end; ++picture)
        for (int head = 0; head < shape.heads; ++head) {
            const Bf16* q = qkv + picture * n * row + Index(head) * d;
            const Bf16* k = q + dim;
            const Bf16* v = k + dim;
            pairColumns(k, row, n, d, s.turned, s.tall);
            product(asking, s.tall, d / 2, asPairs(q), row / 2, 1, s.turned, s.tall, s.scores, s.tall);
            Bf16* p = probabilities + (picture * shape.heads + head) * Index(asking) * n;
            for (int i = 0; i < asking; ++i) {
                Bf16* half = s.halves + Index(i) * s.tall;
                softmaxRow(s.scores + Index(i) * s.tall, n, s.tall, shape.scale, half);
                __builtin_memcpy(p + Index(i) * n, half, std::size_t(n) * sizeof(Bf16));
            }
            pairRows(v, row, n, d, s.paired, s.width);
            productToHead(asking, d, (n + 1) / 2, asPairs(s.halves), s.tall / 2, 1, s.paired, s.width,
                          s.result, s.width, output + picture * asking * dim + Index(head) * d, dim);
        }
}

void attentionBackwardByPairs(const AttentionShape& shape, const Bf16* qkv, const Bf16* probabilities,
                              const Bf16* outputGradient, Index begin, Index end, Bf16* qkvGradient,
                              float* scratch)
{
    const int n = shape.tokens;
    const int asking = shape.queries;
    const int d = shape.headDim;
    if (d % 2 != 0)
        return attentionBackward(shape, qkv, probabilities, outputGradient, begin, end, qkvGradient, scratch);
    const PairScratch s(shape, scratch);
    const Index dim = Index(shape.heads) * d;
    const Index row = 3 * dim;
    const int askingPairs = (asking + 1) / 2;
    for (Index picture = begin; picture < end; ++picture)
        for (int head = 0; head < shape.heads; ++head) {
            const Bf16* q = qkv + picture * n * row + Index(head) * d;
            const Bf16* k = q + dim;
            const Bf16* v = k + dim;
            const Bf16* out = outputGradient + picture * asking * dim + Index(head) * d;
            const Bf16* p = probabilities + (picture * shape.heads + head) * Index(asking) * n;
            Bf16* to = qkvGradient + picture * n * row + Index(head) * d;
            NextHead<Bf16> next(shape, qkv, probabilities, picture, head, end);
            // dV = Pᵀ · dO
            pairRows(p, n, asking, n, s.pairedHalves, s.tall);
            pairRows(out, dim, asking, d, s.paired, s.width);
            productToHead(n, d, askingPairs, s.pairedHalves, 1, s.tall, s.paired, s.width, s.result, s.width,
                          to + 2 * dim, row, next);
            // dP = dO · Vᵀ, then dS
            pairColumns(v, row, n, d, s.turned, s.tall);
            product(asking, s.tall, d / 2, asPairs(out), dim / 2, 1, s.turned, s.tall, s.scores, s.tall,
                    next);
            for (int i = 0; i < asking; ++i) {
                const Bf16* known = p + Index(i) * n;
                softmaxRowBackward([=](int at) { return (Vector)(loadWords(known + at, n - at) << 16); },
                                   s.scores + Index(i) * s.tall, s.tall, shape.scale,
                                   s.halves + Index(i) * s.tall);
            }
            // dK = dSᵀ · Q
            pairRows(s.halves, s.tall, asking, n, s.pairedHalves, s.tall);
            pairRows(q, row, asking, d, s.paired, s.width);
            productToHead(n, d, askingPairs, s.pairedHalves, 1, s.tall, s.paired, s.width, s.result, s.width,
                          to + dim, row, next);
            // dQ = dS · K; nobody listened to what the others asked
            pairRows(k, row, n, d, s.paired, s.width);
            productToHead(asking, d, (n + 1) / 2, asPairs(s.halves), s.tall / 2, 1, s.paired, s.width,
                          s.result, s.width, to, row, next);
            clearRows(n - asking, d, to + asking * row, row);
        }
}

} // namespace
