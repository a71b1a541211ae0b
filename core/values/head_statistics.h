// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/attention_maps.h"

namespace saccade {

/// Spread of a head's attention, 0 (one token takes all) to 1 (all alike): the mean over all queries of
/// -Σ a·log a, over log N; prefix tokens count as queries and as keys (Clark et al. 2019, arXiv 1906.04341).
/// Throws std::out_of_range where there is no such layer or head.
double normalisedEntropy(const AttentionMaps& maps, int layer, int head);

/// How far a head looks, in pixels: the mean over the patches of Σ a·‖p_i - p_j‖ between patch centres.
/// Prefix tokens are left out as queries and as keys, and each row is made to sum to 1 again; a patch whose
/// whole attention goes to prefix tokens is left out (Dosovitskiy et al. 2020, arXiv 2010.11929).
/// The patch's size is in pixels. Throws std::out_of_range where there is no such layer or head.
double meanAttentionDistance(const AttentionMaps& maps, int layer, int head, double patchWidth,
                             double patchHeight);

} // namespace saccade
