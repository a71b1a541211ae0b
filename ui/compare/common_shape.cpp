// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/common_shape.h"

#include <algorithm>

namespace saccade::ui {

std::optional<AttentionMaps> commonShape(const AttentionMaps& first, const AttentionMaps& second)
{
    if (first.isEmpty() || second.isEmpty() || first.gridRows != second.gridRows ||
        first.gridColumns != second.gridColumns)
        return std::nullopt;
    AttentionMaps shape;
    shape.layers = std::min(first.layers, second.layers);
    shape.heads = std::min(first.heads, second.heads);
    shape.gridRows = first.gridRows;
    shape.gridColumns = first.gridColumns;
    shape.prefixTokens = first.hasCls() && second.hasCls() ? 1 : 0;
    shape.tokens = shape.prefixTokens + shape.gridRows * shape.gridColumns;
    return shape;
}

std::vector<float> mapDifference(const AttentionMaps& first, const AttentionMaps& second, int layer, int head,
                                 bool cls, int row, int column)
{
    const auto mapOf = [&](const AttentionMaps& maps) {
        return maps.patches(layer, head, cls ? 0 : maps.patchToken(row, column));
    };
    const auto before = mapOf(first);
    const auto after = mapOf(second);
    std::vector<float> difference(after.begin(), after.end());
    for (std::size_t i = 0; i < difference.size(); ++i)
        difference[i] -= before[i];
    return difference;
}

} // namespace saccade::ui
