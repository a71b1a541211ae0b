// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/sinks.h"

#include "core/values/robust_score.h"

#include <stdexcept>

namespace saccade {

namespace {

std::vector<bool> outliers(const std::vector<double>& values, const SinkLimits& limits)
{
    const std::vector<double> scores = robustScores(values);
    const double least = limits.timesMedian * median(values);
    std::vector<bool> result;
    for (std::size_t i = 0; i < values.size(); ++i)
        result.push_back(scores[i] > limits.score && values[i] > least);
    return result;
}

} // namespace

std::vector<double> incomingAttention(const AttentionMaps& maps, int layer)
{
    std::vector<double> result(std::size_t(maps.tokens), 0.0);
    for (int head = 0; head < maps.heads; ++head)
        for (int query = 0; query < maps.tokens; ++query) {
            const auto row = maps.row(layer, head, query);
            for (std::size_t key = 0; key < row.size(); ++key)
                result[key] += double(row[key]) / (double(maps.heads) * maps.tokens);
        }
    return result;
}

std::vector<Sink> findSinks(const AttentionMaps& maps, std::span<const float> norms, const SinkLimits& limits)
{
    const auto count = std::size_t(maps.tokens);
    if (!norms.empty() && norms.size() != std::size_t(maps.layers) * count)
        throw std::out_of_range("expected a length for each layer and token");
    std::vector<Sink> sinks;
    for (int layer = 0; layer < maps.layers; ++layer) {
        const std::vector<double> incoming = incomingAttention(maps, layer);
        std::vector<double> lengths(count, 0.0);
        if (!norms.empty()) {
            const auto ofLayer = norms.subspan(std::size_t(layer) * count, count);
            lengths.assign(ofLayer.begin(), ofLayer.end());
        }
        const auto isLong = outliers(lengths, limits);
        const auto isLookedAt = outliers(incoming, limits);
        for (std::size_t token = 0; token < count; ++token)
            if (isLong[token] || isLookedAt[token])
                sinks.push_back(
                    {layer, int(token), isLong[token], isLookedAt[token], lengths[token], incoming[token]});
    }
    return sinks;
}

std::vector<int> sinkTokens(std::span<const Sink> sinks, int layer)
{
    std::vector<int> tokens;
    for (const Sink& sink : sinks)
        if (sink.layer == layer)
            tokens.push_back(sink.token);
    return tokens;
}

} // namespace saccade
