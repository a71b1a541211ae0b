// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/intervention.h"

#include <algorithm>
#include <tuple>

namespace saccade {

namespace {

auto placeOf(std::vector<HeadScale>& heads, int layer, int head)
{
    return std::lower_bound(heads.begin(), heads.end(), std::tuple(layer, head),
                            [](const HeadScale& scale, const std::tuple<int, int>& wanted) {
                                return std::tuple(scale.layer, scale.head) < wanted;
                            });
}

} // namespace

double Intervention::factorOf(int layer, int head) const
{
    for (const HeadScale& scale : heads)
        if (scale.layer == layer && scale.head == head)
            return scale.factor;
    return 1.0;
}

void Intervention::setFactor(int layer, int head, double factor)
{
    const auto place = placeOf(heads, layer, head);
    const bool known = place != heads.end() && place->layer == layer && place->head == head;
    if (factor == 1.0) {
        if (known)
            heads.erase(place);
    } else if (known) {
        place->factor = factor;
    } else {
        heads.insert(place, {layer, head, factor});
    }
}

void Intervention::setPainted(int patch, bool painted)
{
    const auto place = std::lower_bound(patches.begin(), patches.end(), patch);
    const bool known = place != patches.end() && *place == patch;
    if (painted && !known)
        patches.insert(place, patch);
    else if (!painted && known)
        patches.erase(place);
}

bool Intervention::isPainted(int patch) const
{
    return std::binary_search(patches.begin(), patches.end(), patch);
}

} // namespace saccade
