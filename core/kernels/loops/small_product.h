// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/vectors.h"

namespace {

/// C (rows, columns) = A · B, columns a multiple of Lanes; A's element (i, k) at a[i·down + k·right].
template <int Rows, int Vectors>
inline void productTile(int depth, const float* a, int down, int right, const float* b, int bStride, float* c,
                        int cStride)
{
    Vector sums[Rows][Vectors] = {};
    for (int k = 0; k < depth; ++k) {
        Vector line[Vectors];
        for (int v = 0; v < Vectors; ++v)
            line[v] = load(b + Index(k) * bStride + v * Lanes);
        for (int r = 0; r < Rows; ++r) {
            const float factor = a[Index(r) * down + Index(k) * right];
            for (int v = 0; v < Vectors; ++v)
                sums[r][v] += factor * line[v];
        }
    }
    for (int r = 0; r < Rows; ++r)
        for (int v = 0; v < Vectors; ++v)
            store(c + Index(r) * cStride + v * Lanes, sums[r][v]);
}

template <int Vectors>
inline void productColumns(int rows, int depth, const float* a, int down, int right, const float* b,
                           int bStride, float* c, int cStride)
{
    constexpr int Tile = SACCADE_TILE_ROWS;
    int row = 0;
    for (; row + Tile <= rows; row += Tile)
        productTile<Tile, Vectors>(depth, a + Index(row) * down, down, right, b, bStride,
                                   c + Index(row) * cStride, cStride);
    for (; row < rows; ++row)
        productTile<1, Vectors>(depth, a + Index(row) * down, down, right, b, bStride,
                                c + Index(row) * cStride, cStride);
}

inline void product(int rows, int columns, int depth, const float* a, int down, int right, const float* b,
                    int bStride, float* c, int cStride)
{
    constexpr int Most = SACCADE_TILE_VECTORS;
    int column = 0;
    for (; column + Most * Lanes <= columns; column += Most * Lanes)
        productColumns<Most>(rows, depth, a, down, right, b + column, bStride, c + column, cStride);
    for (; column < columns; column += Lanes)
        productColumns<1>(rows, depth, a, down, right, b + column, bStride, c + column, cStride);
}

} // namespace
