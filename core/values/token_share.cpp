// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/token_share.h"

#include <numeric>
#include <stdexcept>

namespace saccade {

double shareOnTokens(const AttentionMaps& maps, int layer, int head, std::span<const int> tokens)
{
    double sum = 0.0;
    for (int query = 0; query < maps.tokens; ++query) {
        const auto row = maps.row(layer, head, query);
        for (const int token : tokens) {
            if (token < 0 || token >= maps.tokens)
                throw std::out_of_range("no such token");
            sum += double(row[std::size_t(token)]);
        }
    }
    return maps.tokens > 0 ? sum / maps.tokens : 0.0;
}

double shareOnCls(const AttentionMaps& maps, int layer, int head)
{
    const int cls = 0;
    return maps.hasCls() ? shareOnTokens(maps, layer, head, {&cls, 1}) : 0.0;
}

double shareOnRegisters(const AttentionMaps& maps, int layer, int head)
{
    std::vector<int> registers(std::size_t(maps.registers));
    std::iota(registers.begin(), registers.end(), maps.prefixTokens - maps.registers);
    return shareOnTokens(maps, layer, head, registers);
}

std::vector<float> withoutTokens(std::span<const float> row, std::span<const int> tokens)
{
    std::vector<float> result(row.begin(), row.end());
    for (const int token : tokens)
        result.at(std::size_t(token)) = 0.0F;
    const double before = std::accumulate(row.begin(), row.end(), 0.0);
    const double after = std::accumulate(result.begin(), result.end(), 0.0);
    if (after > 0.0)
        for (float& value : result)
            value = float(double(value) * (before / after));
    return result;
}

} // namespace saccade
