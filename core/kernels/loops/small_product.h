// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/vectors.h"

namespace {

inline void addProduct(Vector& sum, float factor, const float* line)
{
    sum += factor * load(line);
}

/// C (rows, columns) = A · B, columns a multiple of Lanes; A's element (i, k) at a[i·down + k·right]. What an
/// element is, addProduct() knows: a number, or a pair of them (bf16_pairs.h).
template <int Rows, int Vectors, typename Element>
inline void productTile(int depth, const Element* a, Index down, Index right, const Element* b, int bStride,
                        float* c, int cStride)
{
    Vector sums[Rows][Vectors] = {};
    for (int k = 0; k < depth; ++k)
        for (int r = 0; r < Rows; ++r) {
            const Element factor = a[Index(r) * down + Index(k) * right];
            for (int v = 0; v < Vectors; ++v)
                addProduct(sums[r][v], factor, b + Index(k) * bStride + v * Lanes);
        }
    for (int r = 0; r < Rows; ++r)
        for (int v = 0; v < Vectors; ++v)
            store(c + Index(r) * cStride + v * Lanes, sums[r][v]);
}

/// The last rows, fewer than a tile: `Rows` of them or less.
template <int Rows, int Vectors, typename Element>
inline void productRest(int rows, int depth, const Element* a, Index down, Index right, const Element* b,
                        int bStride, float* c, int cStride)
{
    if constexpr (Rows > 0) {
        if (rows == Rows)
            productTile<Rows, Vectors>(depth, a, down, right, b, bStride, c, cStride);
        else
            productRest<Rows - 1, Vectors>(rows, depth, a, down, right, b, bStride, c, cStride);
    }
}

template <int Vectors, typename Element>
inline void productColumns(int rows, int depth, const Element* a, Index down, Index right, const Element* b,
                           int bStride, float* c, int cStride)
{
    constexpr int Tile = SACCADE_TILE_ROWS;
    int row = 0;
    for (; row + Tile <= rows; row += Tile)
        productTile<Tile, Vectors>(depth, a + Index(row) * down, down, right, b, bStride,
                                   c + Index(row) * cStride, cStride);
    productRest<Tile - 1, Vectors>(rows - row, depth, a + Index(row) * down, down, right, b, bStride,
                                   c + Index(row) * cStride, cStride);
}

template <typename Element>
inline void product(int rows, int columns, int depth, const Element* a, Index down, Index right,
                    const Element* b, int bStride, float* c, int cStride)
{
    constexpr int Most = SACCADE_TILE_VECTORS;
    int column = 0;
    for (; column + Most * Lanes <= columns; column += Most * Lanes)
        productColumns<Most>(rows, depth, a, down, right, b + column, bStride, c + column, cStride);
    for (; column < columns; column += Lanes)
        productColumns<1>(rows, depth, a, down, right, b + column, bStride, c + column, cStride);
}

} // namespace
