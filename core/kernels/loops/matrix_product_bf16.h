// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/bf16_pairs.h"
#include "core/kernels/loops/matrix_product.h"

// Products of pairs (bf16_pairs.h): neighbours in a row, or two rows of what is summed over rows.

namespace {

template <>
struct Factors<Bf16>
{
    using Element = Pair;
    static constexpr int Numbers = 2;

    static WordVector halfOf(Vector v) { return wordsOf((HalfVector)_mm512_cvtneps_pbh((__m512)v)); }
    /// Lanes rows of a panel as half as many rows of pairs; the panel's rows are `width` pairs.
    static void putRows(const Vector (&rows)[Lanes], Bf16* to, int width)
    {
        for (int i = 0; i < Lanes; i += 2, to += 2 * Index(width))
            storePairs(reinterpret_cast<Pair*>(to), halfOf(rows[i]) | (halfOf(rows[i + 1]) << 16));
    }
    static void gather(const Bf16* from, Index stride, Index rows, int width, Pair* to)
    {
        pairRows(from, stride, int(rows), width, to, width);
    }
};

} // namespace
