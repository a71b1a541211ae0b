// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace saccade {

/// Parameters that belong together, by their places in a list of names.
struct LayerGroup
{
    std::string name;
    std::vector<std::size_t> parameters;
};

/// Groups the parameters of any network by their names alone, in the order of the names. A name whose second
/// part is a number belongs to a block of that name ("blocks.3.attn.qkv.weight" to "blocks.3"). What stands
/// before the first block is "embedding", what stands behind the last is "head"; between blocks, and in a
/// network without blocks, the first part is the group ("norm.weight" to "norm").
std::vector<LayerGroup> groupParameters(const std::vector<std::string>& names);

} // namespace saccade
