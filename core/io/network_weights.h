// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/foreign_model.h"
#include "core/io/weight_names.h"
#include "core/model/network.h"

namespace saccade {

/// Fills a network with a file's weights. `stored` is the model as the file has it; the network may have
/// another picture size, to which learned positions are then interpolated, bicubically.
///
/// Of a file of another program: a missing bias of query, key and value is zero; what scales a block's
/// branches (LayerScale, Touvron et al. 2021, arXiv 2103.17239) goes into the weights before it, which is the
/// same function. Throws Error (BadInput) that names a tensor which is missing, unknown, or of another shape
/// or type.
void fillNetwork(Network& network, const WeightNames& names, const StoredModel& stored);

} // namespace saccade
