// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/strassen.h"

// The matrix products of kernels.h: by which of the ways a product of this size is made.

namespace {

using saccade::kernels::PanelSizes;

/// In bf16 the blocks' sums would have to be rounded once more; where a register holds eight numbers, a panel
/// is so narrow that what is kept between products costs more than is saved.
template <typename T>
constexpr bool MayBeBySeven = std::is_same_v<T, float> && Lanes >= 16;

template <typename T>
PanelSizes panelSizes(int depth, int columns)
{
    if (MayBeBySeven<T> && isBySeven(depth, columns))
        return {panelCount(columns / 2), Index(depth / 2) * (columns / 2) * Products};
    return {panelCount(columns), Index(depth) * columns};
}

template <typename T>
void panels(const float* weight, Index down, Index right, int depth, int columns, int begin, int end, T* out)
{
    if constexpr (MayBeBySeven<T>)
        if (isBySeven(depth, columns))
            return sevenPanels(weight, down, right, depth, columns, begin, end, out);
    plainPanels(weight, down, right, depth, columns, begin, end, out);
}

template <typename T>
void timesPanels(const T* x, Index xStride, int depth, const T* panels, const float* bias, int columns,
                 Index rows, T* y, Index yStride)
{
    if constexpr (MayBeBySeven<T>)
        if (isBySeven(depth, columns))
            return timesSevenPanels(x, xStride, depth, panels, bias, columns, rows, y, yStride);
    timesPlainPanels(x, xStride, depth, panels, bias, columns, rows, y, yStride);
}

template <typename T>
void addOuterProducts(const T* x, Index xStride, int xColumns, const T* y, Index yStride, int yColumns,
                      Index rows, T* scratch, bool areFirst, float* numbers)
{
    const Sums sums{numbers, yColumns, areFirst};
    if constexpr (MayBeBySeven<T>)
        if (isBySeven(xColumns, yColumns, rows))
            return addSevenOuterProducts(x, xStride, xColumns, y, yStride, yColumns, rows, scratch, sums);
    addPlainOuterProducts(x, xStride, xColumns, y, yStride, yColumns, rows, scratch, sums);
}

} // namespace
