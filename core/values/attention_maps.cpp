// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/attention_maps.h"

#include <numeric>
#include <stdexcept>

namespace saccade {

std::span<const float> AttentionMaps::row(int layer, int head, int query) const
{
    if (layer < 0 || layer >= layers || head < 0 || head >= heads || query < 0 || query >= tokens)
        throw std::out_of_range("no attention row at this layer, head and query");
    const std::size_t n = std::size_t(tokens);
    const std::size_t at =
        ((std::size_t(layer) * std::size_t(heads) + std::size_t(head)) * n + std::size_t(query)) * n;
    return std::span<const float>(values).subspan(at, n);
}

std::span<const float> AttentionMaps::patches(int layer, int head, int query) const
{
    return row(layer, head, query).subspan(std::size_t(prefixTokens));
}

float AttentionMaps::clsMass(int layer, int head, int query) const
{
    return hasCls() ? row(layer, head, query).front() : 0.0F;
}

float AttentionMaps::registerMass(int layer, int head, int query) const
{
    const auto shares =
        row(layer, head, query).subspan(std::size_t(prefixTokens - registers), std::size_t(registers));
    return std::accumulate(shares.begin(), shares.end(), 0.0F);
}

} // namespace saccade
