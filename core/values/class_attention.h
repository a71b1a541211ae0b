// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <stdexcept>
#include <vector>

namespace saccade {

/// Where a head looks on the pictures of each class, on average.
struct ClassAttention
{
    int classes = 0;
    int layers = 0;
    int heads = 0;
    int gridRows = 0;
    int gridColumns = 0;
    std::vector<int> pictures; ///< (classes): how many the mean is of
    /// (classes, layers, heads, gridRows, gridColumns): what CLS looks at; of a model without CLS the mean
    /// over the patches. All 0 for a class without pictures.
    std::vector<float> values;

    std::span<const float> map(int label, int layer, int head) const
    {
        if (label < 0 || label >= classes || layer < 0 || layer >= layers || head < 0 || head >= heads)
            throw std::out_of_range("no such class, layer and head");
        const auto size = std::size_t(gridRows) * std::size_t(gridColumns);
        return std::span<const float>(values).subspan(
            std::size_t((label * layers + layer) * heads + head) * size, size);
    }
};

} // namespace saccade
