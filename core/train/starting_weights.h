// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/network.h"
#include "core/values/training.h"

namespace saccade {

/// Gives the network the weights of the model file `request.from`, where there is one. Throws Error
/// (BadInput) where that is a model of another shape, of other classes, or one that saw pixels normalised in
/// another way. What only training reads of a spec (dropout, drop-path) may differ.
void takeStartingWeights(const TrainRequest& request, const Normalisation& normalisation, Network& network);

} // namespace saccade
