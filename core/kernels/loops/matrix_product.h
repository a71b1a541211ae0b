// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/small_product.h"
#include "core/kernels/loops/transpose.h"

// Products of many rows with the matrices of a layer, and the gradients of those. Weights are put in order
// once and read by all rows: a tile of as many sums as the registers hold goes through the whole depth, and
// what it reads lies in the caches in that order (the panels of Goto and van de Geijn 2008, Anatomy of
// high-performance matrix multiplication). All widths are multiples of sixteen.

namespace {

/// Columns of a panel: the second factor is cut into panels, the last one narrower, each of whose rows lie
/// one after another.
constexpr int PanelWidth = SACCADE_TILE_VECTORS * Lanes;
/// The same for a first factor whose columns are a tile's rows: whole tiles and whole vectors.
constexpr int SideWidth = SACCADE_TILE_ROWS * Lanes / 2;
static_assert(SideWidth % Lanes == 0 && SideWidth % SACCADE_TILE_ROWS == 0);
/// Rows that go through all panels together, and stay in the nearest cache meanwhile.
constexpr Index RowsTogether = 22 * SACCADE_TILE_ROWS;

/// What numbers T are to a product; see matrix_product_bf16.h for the other one.
template <typename T>
struct Factors;

template <>
struct Factors<float>
{
    using Element = float;
    static constexpr int Numbers = 1; ///< in an element

    /// Lanes rows of a panel, `width` apart.
    static void putRows(const Vector (&rows)[Lanes], float* to, int width)
    {
        for (int i = 0; i < Lanes; ++i)
            store(to + Index(i) * width, rows[i]);
    }
    /// A panel's rows out of `rows` rows that are `stride` apart.
    static void gather(const float* from, Index stride, Index rows, int width, float* to)
    {
        for (Index row = 0; row < rows; ++row, from += stride, to += width)
            for (int i = 0; i < width; i += Lanes)
                store(to + i, load(from + i));
    }
};

inline int widthFrom(int column, int columns, int most)
{
    return columns - column < most ? columns - column : most;
}

template <int Most, typename Work>
SACCADE_INLINE inline void withVectors(int width, Work&& work)
{
    if constexpr (Most > 0) {
        if (width == Most * Lanes)
            work(std::integral_constant<int, Most>());
        else
            withVectors<Most - 1>(width, work);
    }
}

inline int panelCount(int columns)
{
    return (columns + PanelWidth - 1) / PanelWidth;
}
/// work(std::integral_constant<int, vectors>, column) for the panels [begin, end) of so many columns.
template <typename Work>
SACCADE_INLINE inline void byPanels(int columns, int begin, int end, Work&& work)
{
    for (int panel = begin; panel < end; ++panel) {
        const int column = panel * PanelWidth;
        withVectors<SACCADE_TILE_VECTORS>(widthFrom(column, columns, PanelWidth),
                                          [&](auto vectors) { work(vectors, column); });
    }
}
template <typename Work>
SACCADE_INLINE inline void byPanels(int columns, Work&& work)
{
    byPanels(columns, 0, panelCount(columns), work);
}
/// work(column, width) for the sides of so many columns.
template <typename Work>
SACCADE_INLINE inline void bySides(int columns, Work&& work)
{
    for (int column = 0; column < columns; column += SideWidth)
        work(column, widthFrom(column, columns, SideWidth));
}

/// Has the memory of a tile brought near that will be written when its sums are there.
template <int Rows, int Vectors, typename T>
inline void fetch(T* tile, Index stride)
{
    for (int r = 0; r < Rows; ++r)
        for (int v = 0; v < Vectors * Lanes; v += 64 / int(sizeof(T)))
            __builtin_prefetch(tile + Index(r) * stride + v, 1);
}

/// A block of Lanes × Lanes of a weight from its corner on; one of `down` and `right` is 1.
inline void loadBlock(const float* corner, Index down, Index right, Vector (&rows)[Lanes])
{
    for (int i = 0; i < Lanes; ++i)
        rows[i] = load(corner + i * (right == 1 ? down : right));
    if (right != 1)
        transposeBlock(rows);
}

template <typename T>
inline void plainPanels(const float* weight, Index down, Index right, int depth, int columns, int begin,
                        int end, T* out)
{
    byPanels(columns, begin, end, [&](auto vectors, int first) {
        constexpr int Width = decltype(vectors)::value * Lanes;
        T* const panel = out + Index(first) * depth;
        for (int k = 0; k < depth; k += Lanes)
            for (int column = 0; column < Width; column += Lanes) {
                Vector rows[Lanes];
                loadBlock(weight + k * down + (first + column) * right, down, right, rows);
                Factors<T>::putRows(rows, panel + Index(k) * Width + column * Factors<T>::Numbers, Width);
            }
    });
}

template <typename T>
inline void timesPlainPanels(const T* x, Index xStride, int depth, const T* panels, const float* bias,
                             int columns, Index rows, T* y, Index yStride)
{
    using Element = typename Factors<T>::Element;
    const auto* const a = reinterpret_cast<const Element*>(x);
    const auto* const b = reinterpret_cast<const Element*>(panels);
    const int steps = depth / Factors<T>::Numbers;
    const Index down = xStride / Factors<T>::Numbers;
    for (Index first = 0; first < rows; first += RowsTogether)
        byPanels(columns, [&](auto vectors, int column) {
            constexpr int Vectors = decltype(vectors)::value;
            byTiles(rows - first < RowsTogether ? rows - first : RowsTogether, [&](auto tile, Index row) {
                constexpr int Rows = decltype(tile)::value;
                T* const to = y + (first + row) * yStride + column;
                fetch<Rows, Vectors>(to, yStride);
                Vector sums[Rows][Vectors];
                each<Vectors>([&](auto v) SACCADE_INLINE {
                    const Vector start = bias ? load(bias + column + v * Lanes) : Vector{};
                    each<Rows>([&](auto r) SACCADE_INLINE { sums[r][v] = start; });
                });
                addTile(sums, steps, a + (first + row) * down, down, 1, b + Index(column) * steps,
                        Vectors * Lanes);
                eachVector<Rows, Vectors>([&](auto r, auto v) SACCADE_INLINE {
                    store(to + Index(r) * yStride + v * Lanes, sums[r][v]);
                });
            });
        });
}

/// Has a part of a matrix brought near, some rows at a time, while something else is multiplied: rows so far
/// apart that the processor does not see what comes next.
template <typename T>
struct Ahead
{
    const T* from = nullptr;
    Index stride = 0;
    Index rows = 0; ///< that are left
    int width = 0;
    Index atATime = 0;

    void some()
    {
        for (Index row = 0; row < atATime && rows > 0; ++row, --rows, from += stride)
            fetchRow(from, width);
    }
};

/// A matrix to which products are added, or, where they are the first, which becomes them.
struct Sums
{
    float* numbers;
    Index stride;
    bool areEmpty;

    float* at(Index row, Index column) const { return numbers + row * stride + column; }
};

/// sums, from the given place on, += the `width` columns of `side` times those of a panel.
template <int Vectors, typename Element, typename T>
inline void addSideTimesPanel(int steps, const Element* side, int width, const Element* panel,
                              const Sums& sums, Index firstRow, Index column, Ahead<T>& ahead)
{
    byTiles(width, [&](auto tile, Index row) {
        constexpr int Rows = decltype(tile)::value;
        ahead.some();
        float* const to = sums.at(firstRow + row, column);
        fetch<Rows, Vectors>(to, sums.stride);
        Vector products[Rows][Vectors] = {};
        addTile(products, steps, side + row, 1, width, panel, Vectors * Lanes);
        const auto put = [&](auto isEmpty) SACCADE_INLINE {
            eachVector<Rows, Vectors>([&](auto r, auto v) SACCADE_INLINE {
                float* const place = to + Index(r) * sums.stride + v * Lanes;
                store(place, isEmpty ? products[r][v] : load(place) + products[r][v]);
            });
        };
        if (sums.areEmpty)
            put(std::true_type());
        else
            put(std::false_type());
    });
}

/// Of the two factors the narrower one is put in order whole, the other a side or a panel at a time, so that
/// both stay in the core's cache.
template <typename T>
inline void addPlainOuterProducts(const T* x, Index xStride, int xColumns, const T* y, Index yStride,
                                  int yColumns, Index rows, T* scratch, const Sums& sums)
{
    using Element = typename Factors<T>::Element;
    const int steps = int((rows + Factors<T>::Numbers - 1) / Factors<T>::Numbers);
    auto* const first = reinterpret_cast<Element*>(scratch);
    if (xColumns > yColumns) {
        Element* const side = first + Index(yColumns) * steps;
        byPanels(yColumns, [&](auto vectors, int column) {
            Factors<T>::gather(y + column, yStride, rows, decltype(vectors)::value * Lanes,
                               first + Index(column) * steps);
        });
        const int tiles = panelCount(yColumns) * (SideWidth / SACCADE_TILE_ROWS);
        bySides(xColumns, [&](int row, int width) {
            Factors<T>::gather(x + row, xStride, rows, width, side);
            const int next = row + width;
            Ahead<T> ahead{x + next, xStride, next < xColumns ? rows : 0,
                           widthFrom(next, xColumns, SideWidth), rows / tiles + 1};
            byPanels(yColumns, [&](auto vectors, int column) {
                addSideTimesPanel<decltype(vectors)::value>(steps, side, width, first + Index(column) * steps,
                                                            sums, row, column, ahead);
            });
        });
        return;
    }
    Element* const panel = first + Index(xColumns) * steps;
    bySides(xColumns, [&](int row, int width) {
        Factors<T>::gather(x + row, xStride, rows, width, first + Index(row) * steps);
    });
    const int tiles = (xColumns + SACCADE_TILE_ROWS - 1) / SACCADE_TILE_ROWS;
    byPanels(yColumns, [&](auto vectors, int column) {
        constexpr int Width = decltype(vectors)::value * Lanes;
        Factors<T>::gather(y + column, yStride, rows, Width, panel);
        const int next = column + Width;
        Ahead<T> ahead{y + next, yStride, next < yColumns ? rows : 0, widthFrom(next, yColumns, PanelWidth),
                       rows / tiles + 1};
        bySides(xColumns, [&](int row, int width) {
            addSideTimesPanel<decltype(vectors)::value>(steps, first + Index(row) * steps, width, panel, sums,
                                                        row, column, ahead);
        });
    });
}

} // namespace
