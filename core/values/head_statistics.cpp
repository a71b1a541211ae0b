// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/head_statistics.h"

#include <cmath>
#include <vector>

namespace saccade {

double normalisedEntropy(const AttentionMaps& maps, int layer, int head)
{
    if (maps.tokens < 2)
        return 0.0;
    double sum = 0.0;
    for (int query = 0; query < maps.tokens; ++query)
        for (const float share : maps.row(layer, head, query))
            if (share > 0.0F)
                sum -= double(share) * std::log(double(share));
    return sum / maps.tokens / std::log(double(maps.tokens));
}

double meanAttentionDistance(const AttentionMaps& maps, int layer, int head, double patchWidth,
                             double patchHeight)
{
    // Distances by how many rows and columns two patches lie apart, (gridRows, gridColumns).
    std::vector<double> distances;
    for (int row = 0; row < maps.gridRows; ++row)
        for (int column = 0; column < maps.gridColumns; ++column)
            distances.push_back(std::hypot(row * patchHeight, column * patchWidth));

    double sum = 0.0;
    int counted = 0;
    for (int i = 0; i < maps.gridRows * maps.gridColumns; ++i) {
        const auto shares = maps.patches(layer, head, maps.prefixTokens + i);
        double weighted = 0.0;
        double mass = 0.0;
        for (int j = 0; j < int(shares.size()); ++j) {
            const int rows = std::abs(i / maps.gridColumns - j / maps.gridColumns);
            const int columns = std::abs(i % maps.gridColumns - j % maps.gridColumns);
            weighted += double(shares[std::size_t(j)]) *
                        distances[std::size_t(rows) * std::size_t(maps.gridColumns) + std::size_t(columns)];
            mass += double(shares[std::size_t(j)]);
        }
        if (mass > 0.0) {
            sum += weighted / mass;
            ++counted;
        }
    }
    return counted > 0 ? sum / counted : 0.0;
}

} // namespace saccade
