// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/attention_maps.h"
#include "ui/attention/scene/grid_choice.h"

#include <vector>

namespace saccade::ui {

/// In which column of the grid each head stands. Heads stay in their layer's row; of equal ones the first as
/// built comes first.
class HeadRanks
{
public:
    HeadRanks() = default;
    /// The patch's size is in pixels.
    HeadRanks(const AttentionMaps& maps, HeadOrder order, double patchWidth, double patchHeight);

    /// As built where nothing else is known.
    int headAt(int layer, int column) const;
    int columnOf(int layer, int head) const;

private:
    int m_heads = 0;
    std::vector<int> m_order; ///< (layers, columns): heads; empty: as built
};

} // namespace saccade::ui
