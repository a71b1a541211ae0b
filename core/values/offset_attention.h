// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/attention_maps.h"

#include <span>
#include <vector>

namespace saccade {

/// Mean attention between patches by how far apart they lie: what a head does whatever the picture shows
/// (Cordonnier et al. 2019, arXiv 1911.03584).
struct OffsetAttention
{
    int layers = 0;
    int heads = 0;
    int rows = 0;    ///< 2 · gridRows - 1; the middle one is the query's own
    int columns = 0; ///< 2 · gridColumns - 1
    int pictures = 0;
    std::vector<float> values; ///< (layers, heads, rows, columns)

    /// A head's map, (rows, columns): what lies above and left of the query stands above and left of the
    /// middle. Throws std::out_of_range.
    std::span<const float> map(int layer, int head) const;
};

/// Of one picture, or of the mean attention over several, which comes to the same: at (dy, dx) the mean of
/// the attention over all pairs of patches of which the key lies dy rows below and dx columns right of the
/// query. Prefix tokens are left out and the rows are not made to sum to 1 again.
OffsetAttention offsetAttention(const AttentionMaps& maps);

} // namespace saccade
