// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/attention_maps.h"

namespace saccade::ui {

/// The token that attention is seen from: CLS, or a patch of the grid.
struct Query
{
    bool cls = true;
    int row = 0;
    int column = 0;

    static Query ofCls() { return {}; }
    static Query ofPatch(int row, int column) { return {false, row, column}; }

    /// CLS for every token before the patches.
    static Query ofToken(int token, const AttentionMaps& maps)
    {
        const int patch = token - maps.prefixTokens;
        if (patch < 0 || maps.gridColumns < 1)
            return ofCls();
        return ofPatch(patch / maps.gridColumns, patch % maps.gridColumns);
    }

    bool isIn(const AttentionMaps& maps) const
    {
        if (cls)
            return maps.hasCls();
        return row >= 0 && row < maps.gridRows && column >= 0 && column < maps.gridColumns;
    }
    int token(const AttentionMaps& maps) const { return cls ? 0 : maps.patchToken(row, column); }
    bool operator==(const Query&) const = default;
};

} // namespace saccade::ui
