// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/vectors.h"

namespace {

/// Rows a and b of a square block, `Half` apart, exchange the elements that stand on the wrong side of it.
template <int Half, int... Column>
inline void exchange(Vector& a, Vector& b, std::integer_sequence<int, Column...>)
{
    const Vector low = __builtin_shufflevector(a, b, ((Column & Half) ? Lanes + Column - Half : Column)...);
    const Vector high = __builtin_shufflevector(a, b, ((Column & Half) ? Lanes + Column : Column + Half)...);
    a = low;
    b = high;
}

/// Transposes a block of Lanes × Lanes in its registers, by halves of halves (Eklundh 1972).
template <int Half = Lanes / 2>
inline void transposeBlock(Vector (&rows)[Lanes])
{
    for (int row = 0; row < Lanes; ++row)
        if (!(row & Half))
            exchange<Half>(rows[row], rows[row + Half], std::make_integer_sequence<int, Lanes>());
    if constexpr (Half > 1)
        transposeBlock<Half / 2>(rows);
}

} // namespace
