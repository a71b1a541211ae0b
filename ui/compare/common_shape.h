// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/attention_maps.h"

#include <optional>
#include <vector>

namespace saccade::ui {

/// The layers, heads and query tokens that both models have, without values: what may be chosen while they
/// are shown side by side. Nothing where one has no attention or their grids of patches differ.
std::optional<AttentionMaps> commonShape(const AttentionMaps& first, const AttentionMaps& second);

/// second - first over the patches, (gridRows × gridColumns), for a layer, head and query that both have.
/// `cls`: seen from CLS, else from the patch of this row and column.
std::vector<float> mapDifference(const AttentionMaps& first, const AttentionMaps& second, int layer, int head,
                                 bool cls, int row, int column);

} // namespace saccade::ui
