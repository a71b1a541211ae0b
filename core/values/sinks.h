// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/attention_maps.h"

#include <span>
#include <vector>

namespace saccade {

/// A token that stands out in a layer, and why. Patches of little content whose tokens grow long and hold
/// what is known of the whole picture: Darcet et al. 2023, arXiv 2309.16588. Tokens that heads look at when
/// they have nothing to look for: Xiao et al. 2023, arXiv 2309.17453.
struct Sink
{
    int layer = 0;
    int token = 0;
    bool byNorm = false;      ///< its length behind the layer is an outlier
    bool byAttention = false; ///< the attention that comes in is an outlier
    double norm = 0.0;        ///< its length; 0 where lengths are not known
    double incoming = 0.0;    ///< share of all attention of the layer, 0..1, mean over heads and queries

    bool operator==(const Sink&) const = default;
};

/// What makes an outlier among a layer's tokens: both, so that neither a wide spread nor a very narrow one
/// makes sinks of what differs little.
struct SinkLimits
{
    double score = 3.5;       ///< robustScores() above this
    double timesMedian = 3.0; ///< and the value above this many medians
};

/// The mean over a layer's heads and queries of what each token gets, (N); 1 in all.
std::vector<double> incomingAttention(const AttentionMaps& maps, int layer);

/// Every layer's sinks, by layer and token; CLS and registers are judged as any other token. `norms` are the
/// tokens' lengths behind each layer, (layers, N), or empty where they are not known.
std::vector<Sink> findSinks(const AttentionMaps& maps, std::span<const float> norms,
                            const SinkLimits& limits = {});

/// The tokens of a layer's sinks.
std::vector<int> sinkTokens(std::span<const Sink> sinks, int layer);

} // namespace saccade
