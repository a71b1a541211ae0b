// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/attention_maps.h"

#include <utility>

namespace saccade::test {

/// Attention of one layer and one head.
inline AttentionMaps maps(int prefix, int rows, int columns, std::vector<float> values)
{
    AttentionMaps maps;
    maps.layers = maps.heads = 1;
    maps.prefixTokens = prefix;
    maps.gridRows = rows;
    maps.gridColumns = columns;
    maps.tokens = prefix + rows * columns;
    maps.values = std::move(values);
    return maps;
}

} // namespace saccade::test
