// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/found_pictures.h"

#include <algorithm>

namespace saccade {

std::vector<FoundPicture> mostExtreme(const std::vector<double>& values, const FindPictures& wanted)
{
    std::vector<FoundPicture> found;
    for (std::size_t i = 0; i < values.size(); ++i)
        found.push_back({{wanted.split, int(i)}, values[i]});
    std::ranges::stable_sort(found, [&wanted](const FoundPicture& a, const FoundPicture& b) {
        return wanted.by == FindBy::LowestEntropy ? a.value < b.value : a.value > b.value;
    });
    found.resize(std::min(found.size(), std::size_t(std::max(wanted.count, 0))));
    return found;
}

} // namespace saccade
