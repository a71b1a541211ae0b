// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/vectors.h"

namespace {

/// Has `count` numbers brought near that will be read soon.
template <typename T>
inline void fetchRow(const T* from, int count)
{
    for (int i = 0; i < count; i += 64 / int(sizeof(T)))
        __builtin_prefetch(from + i, 0, 2);
}

inline void addProduct(Vector& sum, float factor, const float* line)
{
    sum += factor * load(line);
}

template <typename Work, int... Number>
SACCADE_INLINE inline void eachOf(Work&& work, std::integer_sequence<int, Number...>)
{
    (work(std::integral_constant<int, Number>()), ...);
}
/// work(std::integral_constant<int, n>) for 0 to Count - 1. A loop that the compiler unrolls late leaves an
/// array in memory; this one lets it be registers from the start.
template <int Count, typename Work>
SACCADE_INLINE inline void each(Work&& work)
{
    eachOf(work, std::make_integer_sequence<int, Count>());
}
/// work(row, vector) for all of a tile.
template <int Rows, int Vectors, typename Work>
SACCADE_INLINE inline void eachVector(Work&& work)
{
    each<Rows>([&](auto r) SACCADE_INLINE { each<Vectors>([&](auto v) SACCADE_INLINE { work(r, v); }); });
}

/// sums += A · B, a tile of it: A's element (i, k) at a[i·down + k·right], B's rows `bStride` apart. What an
/// element is, addProduct() knows: a number, or a pair of them (bf16_pairs.h).
template <int Rows, int Vectors, typename Element>
SACCADE_INLINE inline void addTile(Vector (&sums)[Rows][Vectors], int depth, const Element* a, Index down,
                                   Index right, const Element* b, Index bStride)
{
    for (int k = 0; k < depth; ++k)
        each<Rows>([&](auto r) SACCADE_INLINE {
            const Element factor = a[Index(r) * down + Index(k) * right];
            each<Vectors>([&](auto v) SACCADE_INLINE {
                addProduct(sums[r][v], factor, b + Index(k) * bStride + v * Lanes);
            });
        });
}

/// C (rows, columns) = A · B, columns a multiple of Lanes.
template <int Rows, int Vectors, typename Element, typename T>
inline void productTile(int depth, const Element* a, Index down, Index right, const Element* b, int bStride,
                        T* c, int cStride)
{
    Vector sums[Rows][Vectors] = {};
    addTile(sums, depth, a, down, right, b, bStride);
    eachVector<Rows, Vectors>([&](auto r, auto v)
                                  SACCADE_INLINE { store(c + Index(r) * cStride + v * Lanes, sums[r][v]); });
}

/// work(std::integral_constant<int, n>, row) for tiles of n rows from `row` on: as many of the most that the
/// registers hold as there are, then one with what is left.
template <int Most = SACCADE_TILE_ROWS, typename Work>
SACCADE_INLINE inline void byTiles(Index rows, Work&& work, Index row = 0)
{
    for (; row + Most <= rows; row += Most)
        work(std::integral_constant<int, Most>(), row);
    if constexpr (Most > 1)
        byTiles<Most - 1>(rows, work, row);
}

struct Nothing
{
    void operator()() const {}
};

template <int Vectors, typename Element, typename T, typename Between>
inline void productColumns(int rows, int depth, const Element* a, Index down, Index right, const Element* b,
                           int bStride, T* c, int cStride, Between&& between)
{
    byTiles(rows, [&, a, b, c](auto tile, Index row) {
        between();
        productTile<decltype(tile)::value, Vectors>(depth, a + row * down, down, right, b, bStride,
                                                    c + row * cStride, cStride);
    });
}

/// The same for as many rows and columns as there are; `between` is called before each tile.
template <typename Element, typename T, typename Between = Nothing>
inline void product(int rows, int columns, int depth, const Element* a, Index down, Index right,
                    const Element* b, int bStride, T* c, int cStride, Between&& between = {})
{
    constexpr int Most = SACCADE_TILE_VECTORS;
    int column = 0;
    for (; column + Most * Lanes <= columns; column += Most * Lanes)
        productColumns<Most>(rows, depth, a, down, right, b + column, bStride, c + column, cStride, between);
    for (; column < columns; column += Lanes)
        productColumns<1>(rows, depth, a, down, right, b + column, bStride, c + column, cStride, between);
}

} // namespace
