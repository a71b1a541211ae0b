// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/offset_attention.h"

#include <cstdlib>
#include <stdexcept>

namespace saccade {

namespace {

/// Of one head, (2 · gridRows - 1, 2 · gridColumns - 1).
std::vector<double> byOffset(const AttentionMaps& maps, int layer, int head)
{
    const int columns = 2 * maps.gridColumns - 1;
    std::vector<double> sums(std::size_t((2 * maps.gridRows - 1) * columns), 0.0);
    const int patches = maps.gridRows * maps.gridColumns;
    for (int query = 0; query < patches; ++query) {
        const auto shares = maps.patches(layer, head, maps.prefixTokens + query);
        for (int key = 0; key < patches; ++key) {
            const int down = key / maps.gridColumns - query / maps.gridColumns;
            const int right = key % maps.gridColumns - query % maps.gridColumns;
            sums[std::size_t((down + maps.gridRows - 1) * columns + right + maps.gridColumns - 1)] +=
                double(shares[std::size_t(key)]);
        }
    }
    for (int row = 0; row < 2 * maps.gridRows - 1; ++row)
        for (int column = 0; column < columns; ++column) {
            const int pairs = (maps.gridRows - std::abs(row - maps.gridRows + 1)) *
                              (maps.gridColumns - std::abs(column - maps.gridColumns + 1));
            sums[std::size_t(row * columns + column)] /= pairs;
        }
    return sums;
}

} // namespace

std::span<const float> OffsetAttention::map(int layer, int head) const
{
    if (layer < 0 || layer >= layers || head < 0 || head >= heads)
        throw std::out_of_range("no such layer and head");
    const auto size = std::size_t(rows) * std::size_t(columns);
    return std::span<const float>(values).subspan(std::size_t(layer * heads + head) * size, size);
}

OffsetAttention offsetAttention(const AttentionMaps& maps)
{
    OffsetAttention result;
    if (maps.isEmpty())
        return result;
    result.layers = maps.layers;
    result.heads = maps.heads;
    result.rows = 2 * maps.gridRows - 1;
    result.columns = 2 * maps.gridColumns - 1;
    result.pictures = 1;
    for (int layer = 0; layer < maps.layers; ++layer)
        for (int head = 0; head < maps.heads; ++head) {
            const std::vector<double> one = byOffset(maps, layer, head);
            result.values.insert(result.values.end(), one.begin(), one.end());
        }
    return result;
}

} // namespace saccade
