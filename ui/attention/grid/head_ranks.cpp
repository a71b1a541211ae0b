// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/grid/head_ranks.h"

#include "core/values/head_statistics.h"
#include "core/values/token_share.h"

#include <algorithm>
#include <numeric>

namespace saccade::ui {

HeadRanks::HeadRanks(const AttentionMaps& maps, HeadOrder order, double patchWidth, double patchHeight)
    : m_heads(maps.heads)
{
    if (order == HeadOrder::AsBuilt)
        return;
    for (int layer = 0; layer < maps.layers; ++layer) {
        std::vector<double> keys;
        for (int head = 0; head < maps.heads; ++head)
            keys.push_back(order == HeadOrder::Entropy ? normalisedEntropy(maps, layer, head)
                           : order == HeadOrder::Distance
                               ? meanAttentionDistance(maps, layer, head, patchWidth, patchHeight)
                               : -shareOnCls(maps, layer, head));
        std::vector<int> heads(keys.size());
        std::iota(heads.begin(), heads.end(), 0);
        std::ranges::stable_sort(heads, {}, [&keys](int head) { return keys[std::size_t(head)]; });
        m_order.insert(m_order.end(), heads.begin(), heads.end());
    }
}

int HeadRanks::headAt(int layer, int column) const
{
    const auto place = std::size_t(layer * m_heads + column);
    return layer >= 0 && column >= 0 && column < m_heads && place < m_order.size() ? m_order[place] : column;
}

int HeadRanks::columnOf(int layer, int head) const
{
    for (int column = 0; column < m_heads; ++column)
        if (headAt(layer, column) == head)
            return column;
    return head;
}

} // namespace saccade::ui
