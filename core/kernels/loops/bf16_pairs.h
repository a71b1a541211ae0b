// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/transpose.h"

// Products of bf16 numbers by the processor's own instruction, which multiplies pairs of them, neighbours in
// what is summed over, and adds both products to one fp32 sum: twice the work of an fp32 multiplication.

namespace {

/// Two neighbours in what a product sums over, the first in the lower half.
struct __attribute__((packed, may_alias)) Pair
{
    std::uint32_t bits;
};

inline WordVector loadPairs(const Pair* p)
{
    WordVector v;
    __builtin_memcpy(&v, p, sizeof(v));
    return v;
}
inline void storePairs(Pair* p, WordVector v)
{
    __builtin_memcpy(p, &v, sizeof(v));
}

inline void addProduct(Vector& sum, Pair factor, const Pair* line)
{
    const WordVector both = WordVector{} + factor.bits;
    sum = (Vector)_mm512_dpbf16_ps((__m512)sum, (__m512bh)loadPairs(line), (__m512bh)both);
}

/// The first `count` lanes, all where there are more.
inline __mmask16 firstLanes(int count)
{
    return __mmask16(count >= Lanes ? 0xFFFF : (1 << count) - 1);
}

/// The first `count` of sixteen numbers at p, zeros behind; nothing else is read.
inline WordVector loadWords(const Bf16* p, int count)
{
    if (count >= Lanes)
        return loadWords(p);
    return wordsOf((HalfVector)_mm256_maskz_loadu_epi16(firstLanes(count), p));
}

/// (rows, dim), a row at every `stride`, with rows 2j and 2j + 1 as pairs: (⌈rows / 2⌉, dim) in rows of
/// `width`, zeros behind and for a row that is not there.
inline void pairRows(const Bf16* from, Index stride, int rows, int dim, Pair* to, int width)
{
    for (int row = 0; row < rows; row += 2, from += 2 * stride, to += width)
        for (int i = 0; i < width; i += Lanes) {
            const int left = dim - i;
            const WordVector low = loadWords(from + i, left);
            const WordVector high = row + 1 < rows ? loadWords(from + stride + i, left) : WordVector{};
            storePairs(to + i, low | (high << 16));
        }
}

/// (rows, dim), a row at every `stride`, dim even, with columns 2j and 2j + 1 as pairs: (dim / 2, rows) in
/// rows of `tall`, zeros behind.
inline void pairColumns(const Bf16* from, Index stride, int rows, int dim, Pair* to, int tall)
{
    const int pairs = dim / 2;
    for (int row = 0; row < tall; row += Lanes)
        for (int column = 0; column < pairs; column += Lanes) {
            const int left = pairs - column;
            const __mmask16 mask = firstLanes(left);
            Vector block[Lanes];
            for (int i = 0; i < Lanes; ++i)
                block[i] =
                    row + i < rows
                        ? (Vector)_mm512_maskz_loadu_epi32(mask, from + Index(row + i) * stride + 2 * column)
                        : Vector{};
            transposeBlock(block);
            for (int i = 0; i < Lanes && i < left; ++i)
                storePairs(to + Index(column + i) * tall + row, (WordVector)block[i]);
        }
}

} // namespace
