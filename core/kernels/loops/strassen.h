// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/matrix_product.h"

// Products of wide matrices, cut into two by two blocks, by seven products of blocks in place of eight
// (Strassen 1969, Gaussian elimination is not optimal). The sums of a weight's blocks are made once a step,
// those of the activations for some rows at a time; what the products add up to stays in the nearest cache
// (Huang et al. 2016, Strassen's algorithm reloaded). In this order no more than three are kept:
//
//        of A         of B         gives
//   0    A11 + A22    B11 + B22    P = M
//   1    A22          B21 - B11    Q = P + M, R = M
//   2    A21 + A22    B11          C21 = R + M, P = P - M
//   3    A11 + A12    B22          Q = Q - M, R = M
//   4    A11          B12 - B22    C12 = R + M, P = P + M
//   5    A21 - A11    B11 + B12    C22 = P + M
//   6    A12 - A22    B21 + B22    C11 = Q + M
//
// A result's error is about that of fp32 sums of the largest numbers around, not of its own: a row far
// smaller than the one it is put with keeps fewer digits.

namespace {

constexpr int Products = 7;

/// What lies at the same place of a matrix's four blocks.
struct Blocks
{
    Vector upperLeft, upperRight, lowerLeft, lowerRight;
};

inline void firstFactors(const Blocks& a, Vector (&factors)[Products])
{
    factors[0] = a.upperLeft + a.lowerRight;
    factors[1] = a.lowerRight;
    factors[2] = a.lowerLeft + a.lowerRight;
    factors[3] = a.upperLeft + a.upperRight;
    factors[4] = a.upperLeft;
    factors[5] = a.lowerLeft - a.upperLeft;
    factors[6] = a.upperRight - a.lowerRight;
}
inline void secondFactors(const Blocks& b, Vector (&factors)[Products])
{
    factors[0] = b.upperLeft + b.lowerRight;
    factors[1] = b.lowerLeft - b.upperLeft;
    factors[2] = b.upperLeft;
    factors[3] = b.lowerRight;
    factors[4] = b.upperRight - b.lowerRight;
    factors[5] = b.upperLeft + b.upperRight;
    factors[6] = b.lowerLeft + b.lowerRight;
}

/// Which block of the result a product completes, if any.
constexpr bool isComplete(int product)
{
    return product == 2 || product > 3;
}
constexpr bool isLower(int product)
{
    return product == 2 || product == 5;
}
constexpr bool isRight(int product)
{
    return product == 4 || product == 5;
}

/// P, Q and R of one tile, one after another.
template <int Rows, int Vectors>
struct Kept
{
    static constexpr Index Size = Rows * Vectors * Lanes;
    float* p;

    /// Adds up a product's tile; put(row, vector, sum) is given what is complete.
    template <int Product, typename Put>
    SACCADE_INLINE void combine(const Vector (&m)[Rows][Vectors], Put&& put) const
    {
        eachVector<Rows, Vectors>([&](auto r, auto v) SACCADE_INLINE {
            float* const first = p + (r * Vectors + v) * Lanes;
            float* const q = first + Size;
            float* const other = q + Size;
            const Vector sum = m[r][v];
            if constexpr (Product == 0) {
                store(first, sum);
            } else if constexpr (Product == 1) {
                store(q, load(first) + sum);
                store(other, sum);
            } else if constexpr (Product == 2) {
                put(r, v, load(other) + sum);
                store(first, load(first) - sum);
            } else if constexpr (Product == 3) {
                store(q, load(q) - sum);
                store(other, sum);
            } else if constexpr (Product == 4) {
                put(r, v, load(other) + sum);
                store(first, load(first) + sum);
            } else if constexpr (Product == 5) {
                put(r, v, load(first) + sum);
            } else {
                put(r, v, load(q) + sum);
            }
        });
    }
};

/// The most floats that sums of activations take: they stay in a core's cache, and on a thread's stack.
constexpr Index MostSums = 98304;
/// The most rows whose factors are summed over together.
constexpr Index MostRowsOfSums = 400;
/// How many of the seven first factors are sums.
constexpr int SumsOfRows = 5;

/// Whether a weight of this size is worth it: what is added grows with its sides, what is saved with its
/// area.
inline bool isBySeven(int depth, int columns)
{
    return depth >= 128 && columns >= 128 && depth % 32 == 0 && columns % 32 == 0 &&
           depth / 2 * SumsOfRows * SACCADE_TILE_ROWS <= MostSums;
}
/// Whether sums over so many rows are.
inline bool isBySeven(int xColumns, int yColumns, Index rows)
{
    return xColumns >= 128 && yColumns >= 128 && xColumns % 32 == 0 && yColumns % 32 == 0 && rows >= 256;
}

/// Panels of half as many columns, each with the seven second factors one after another.
inline void sevenPanels(const float* weight, Index down, Index right, int depth, int columns, int begin,
                        int end, float* out)
{
    const int half = columns / 2;
    const int tall = depth / 2;
    const auto block = [=](int row, int column, Vector(&rows)[Lanes]) {
        loadBlock(weight + row * down + column * right, down, right, rows);
    };
    byPanels(half, begin, end, [&](auto vectors, int first) {
        constexpr int Width = decltype(vectors)::value * Lanes;
        float* const panel = out + Index(first) * tall * Products;
        for (int k = 0; k < tall; k += Lanes)
            for (int column = 0; column < Width; column += Lanes) {
                Vector blocks[4][Lanes];
                block(k, first + column, blocks[0]);
                block(k, first + column + half, blocks[1]);
                block(k + tall, first + column, blocks[2]);
                block(k + tall, first + column + half, blocks[3]);
                for (int i = 0; i < Lanes; ++i) {
                    Vector factors[Products];
                    secondFactors({blocks[0][i], blocks[1][i], blocks[2][i], blocks[3][i]}, factors);
                    for (int m = 0; m < Products; ++m)
                        store(panel + (Index(m) * tall + k + i) * Width + column, factors[m]);
                }
            }
    });
}

/// The sums among the first factors of `half` pairs of rows: five matrices (half, tall).
inline void sumRows(const float* upper, const float* lower, Index stride, int tall, Index half, float* to)
{
    const Index size = half * tall;
    for (Index row = 0; row < half; ++row, upper += stride, lower += stride, to += tall)
        for (int k = 0; k < tall; k += Lanes) {
            Vector f[Products];
            firstFactors({load(upper + k), load(upper + tall + k), load(lower + k), load(lower + tall + k)},
                         f);
            store(to + k, f[0]);
            store(to + size + k, f[2]);
            store(to + 2 * size + k, f[3]);
            store(to + 3 * size + k, f[5]);
            store(to + 4 * size + k, f[6]);
        }
}

inline void timesSevenPanels(const float* x, Index xStride, int depth, const float* panels, const float* bias,
                             int columns, Index rows, float* y, Index yStride)
{
    alignas(64) float sums[MostSums];
    alignas(64) float partial[3 * SACCADE_TILE_ROWS * PanelWidth];
    const int tall = depth / 2;
    const int half = columns / 2;
    const Index most = 2 * (MostSums / (SumsOfRows * tall) / SACCADE_TILE_ROWS * SACCADE_TILE_ROWS);
    const Index groups = (rows + most - 1) / most;
    for (Index group = 0; group < groups; ++group) {
        const Index first = rows * group / groups;
        const Index count = rows * (group + 1) / groups - first;
        const Index pairs = (count + 1) / 2; // the middle one of an odd number belongs to both
        const Index lower = count - pairs;
        const float* const from = x + first * xStride;
        sumRows(from, from + lower * xStride, xStride, tall, pairs, sums);
        const Index size = pairs * tall;
        const float* const factors[Products] = {sums,           from + lower * xStride + tall,
                                                sums + size,    sums + 2 * size,
                                                from,           sums + 3 * size,
                                                sums + 4 * size};
        byPanels(half, [&](auto vectors, int column) {
            constexpr int Vectors = decltype(vectors)::value;
            constexpr int Width = Vectors * Lanes;
            byTiles(pairs, [&](auto tile, Index row) {
                constexpr int Rows = decltype(tile)::value;
                const Kept<Rows, Vectors> kept{partial};
                each<Products>([&](auto number) SACCADE_INLINE {
                    constexpr int Product = decltype(number)::value;
                    constexpr bool IsOfX = Product == 1 || Product == 4; // itself, and in two blocks once
                    const Index down = IsOfX ? xStride : tall;
                    float* const to = y + (first + row + (isLower(Product) ? lower : 0)) * yStride + column +
                                      (isRight(Product) ? half : 0);
                    if constexpr (isComplete(Product))
                        fetch<Rows, Vectors>(to, yStride);
                    Vector m[Rows][Vectors];
                    each<Vectors>([&](auto v) SACCADE_INLINE {
                        Vector start{};
                        if (IsOfX && bias)
                            start = load(bias + column + (Product == 4 ? half : 0) + v * Lanes);
                        each<Rows>([&](auto r) SACCADE_INLINE { m[r][v] = start; });
                    });
                    addTile(m, tall, factors[Product] + row * down, down, 1,
                            panels + (Index(column) * Products + Product * Width) * tall, Width);
                    kept.template combine<Product>(m, [=](int r, int v, Vector sum) SACCADE_INLINE {
                        store(to + r * yStride + v * Lanes, sum);
                    });
                });
            });
        });
    }
}

/// The factors of columns [0, width) and those `half` further on, over all rows: seven matrices
/// (steps, width). The upper blocks are the first `steps` rows, the lower ones the others, and zeros.
template <bool IsFirst>
inline void gatherFactors(const float* from, Index stride, Index rows, Index steps, int half, int width,
                          float* to)
{
    const Index size = steps * width;
    for (Index row = 0; row < steps; ++row, from += stride, to += width)
        for (int i = 0; i < width; i += Lanes) {
            const float* const upper = from + i;
            const float* const lower = upper + steps * stride;
            const bool isThere = row + steps < rows;
            const Blocks b{load(upper), load(upper + half), isThere ? load(lower) : Vector{},
                           isThere ? load(lower + half) : Vector{}};
            Vector f[Products];
            if constexpr (IsFirst)
                firstFactors({b.upperLeft, b.lowerLeft, b.upperRight, b.lowerRight}, f); // it is turned
            else
                secondFactors(b, f);
            for (int m = 0; m < Products; ++m)
                store(to + m * size + i, f[m]);
        }
}

/// What gatherFactors() reads next, as many rows at a time as are over by the time `tiles` are made.
struct HalvesAhead
{
    HalvesAhead(const float* matrix, Index stride, Index rows, int half, int next, int most, int tiles)
        : left{matrix + next, stride, next < half ? rows : 0, widthFrom(next, half, most), rows / tiles + 1}
        , right(left)
    {
        right.from += half;
    }
    void some()
    {
        left.some();
        right.some();
    }

    Ahead<float> left, right;
};

/// sums, from the given place on and in all four blocks, += the factors in `side` times those of a panel.
template <int Vectors>
inline void addSevenProducts(Index steps, const float* side, int width, const float* panel, const Sums& sums,
                             int firstRow, int column, int xHalf, int yHalf, HalvesAhead& ahead)
{
    constexpr int Width = Vectors * Lanes;
    alignas(64) float partial[3 * SACCADE_TILE_ROWS * PanelWidth];
    byTiles(width, [&](auto tile, Index row) {
        constexpr int Rows = decltype(tile)::value;
        const Kept<Rows, Vectors> kept{partial};
        ahead.some();
        each<Products>([&](auto number) SACCADE_INLINE {
            constexpr int Product = decltype(number)::value;
            float* const to = sums.at(firstRow + row + (isLower(Product) ? xHalf : 0),
                                      column + (isRight(Product) ? yHalf : 0));
            if constexpr (isComplete(Product))
                fetch<Rows, Vectors>(to, sums.stride);
            Vector m[Rows][Vectors] = {};
            addTile(m, int(steps), side + Product * steps * width + row, 1, width,
                    panel + Product * steps * Width, Width);
            const auto stride = sums.stride;
            if (sums.areEmpty)
                kept.template combine<Product>(m, [=](int r, int v, Vector sum) SACCADE_INLINE {
                    store(to + r * stride + v * Lanes, sum);
                });
            else
                kept.template combine<Product>(m, [=](int r, int v, Vector sum) SACCADE_INLINE {
                    store(to + r * stride + v * Lanes, load(to + r * stride + v * Lanes) + sum);
                });
        });
    });
}

/// As addPlainOuterProducts(), for as many rows as leave their factors in the core's cache.
inline void addSevenOuterProductsOfPart(const float* x, Index xStride, int xColumns, const float* y,
                                        Index yStride, int yColumns, Index rows, float* scratch,
                                        const Sums& sums)
{
    const Index steps = (rows + 1) / 2;
    const int xHalf = xColumns / 2;
    const int yHalf = yColumns / 2;
    const auto placeOf = [=](int column) { return scratch + Index(column) * steps * Products; };
    const auto sideAt = [&](int row, int width, float* to) {
        gatherFactors<true>(x + row, xStride, rows, steps, xHalf, width, to);
    };
    const auto panelAt = [&](int column, int width, float* to) {
        gatherFactors<false>(y + column, yStride, rows, steps, yHalf, width, to);
    };
    if (xColumns > yColumns) {
        byPanels(yHalf, [&](auto vectors, int column) {
            panelAt(column, decltype(vectors)::value * Lanes, placeOf(column));
        });
        bySides(xHalf, [&](int row, int width) {
            sideAt(row, width, placeOf(yHalf));
            HalvesAhead ahead(x, xStride, rows, xHalf, row + width, SideWidth,
                              panelCount(yHalf) * (SideWidth / SACCADE_TILE_ROWS));
            byPanels(yHalf, [&](auto vectors, int column) {
                addSevenProducts<decltype(vectors)::value>(steps, placeOf(yHalf), width, placeOf(column),
                                                           sums, row, column, xHalf, yHalf, ahead);
            });
        });
        return;
    }
    bySides(xHalf, [&](int row, int width) { sideAt(row, width, placeOf(row)); });
    byPanels(yHalf, [&](auto vectors, int column) {
        constexpr int Width = decltype(vectors)::value * Lanes;
        panelAt(column, Width, placeOf(xHalf));
        HalvesAhead ahead(y, yStride, rows, yHalf, column + Width, PanelWidth,
                          (xHalf + SACCADE_TILE_ROWS - 1) / SACCADE_TILE_ROWS);
        bySides(xHalf, [&](int row, int width) {
            addSevenProducts<decltype(vectors)::value>(steps, placeOf(row), width, placeOf(xHalf), sums, row,
                                                       column, xHalf, yHalf, ahead);
        });
    });
}

inline void addSevenOuterProducts(const float* x, Index xStride, int xColumns, const float* y, Index yStride,
                                  int yColumns, Index rows, float* scratch, const Sums& sums)
{
    const Index parts = (rows + MostRowsOfSums - 1) / MostRowsOfSums;
    Sums place = sums;
    for (Index part = 0; part < parts; ++part) {
        const Index first = rows * part / parts;
        addSevenOuterProductsOfPart(x + first * xStride, xStride, xColumns, y + first * yStride, yStride,
                                    yColumns, rows * (part + 1) / parts - first, scratch, place);
        place.areEmpty = false;
    }
}

} // namespace
