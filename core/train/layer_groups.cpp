// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/layer_groups.h"

#include <algorithm>

namespace saccade {

namespace {

bool isNumber(const std::string& text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

/// "blocks.3" of "blocks.3.norm1.weight"; empty where the name belongs to no block.
std::string blockOf(const std::string& name)
{
    const auto first = name.find('.');
    if (first == std::string::npos)
        return {};
    const auto second = name.find('.', first + 1);
    return second != std::string::npos && isNumber(name.substr(first + 1, second - first - 1))
               ? name.substr(0, second)
               : std::string();
}

} // namespace

std::vector<LayerGroup> groupParameters(const std::vector<std::string>& names)
{
    const auto inBlock = [](const std::string& name) { return !blockOf(name).empty(); };
    const auto first = std::size_t(std::find_if(names.begin(), names.end(), inBlock) - names.begin());
    const auto last = std::size_t(names.rend() - std::find_if(names.rbegin(), names.rend(), inBlock));
    std::vector<LayerGroup> groups;
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::string name = blockOf(names[i]);
        if (name.empty()) {
            const bool hasBlocks = first < names.size();
            name = hasBlocks && i < first   ? "embedding"
                   : hasBlocks && i >= last ? "head"
                                            : names[i].substr(0, names[i].find('.'));
        }
        const auto known =
            std::find_if(groups.begin(), groups.end(), [&](const LayerGroup& g) { return g.name == name; });
        if (known == groups.end())
            groups.push_back({name, {i}});
        else
            known->parameters.push_back(i);
    }
    return groups;
}

} // namespace saccade
