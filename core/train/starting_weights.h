// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/training_split.h"
#include "core/model/network.h"
#include "core/values/training.h"

namespace saccade {

/// Throws Error (BadInput) where there is a model `request.from` and it is one of another shape, of other
/// classes, or one that saw pixels normalised in another way. What only training reads of a spec (dropout,
/// drop-path) may differ.
void requireStartingWeights(const TrainRequest& request, const Normalisation& normalisation);

/// Gives the network of `request.model` the weights of `request.from`, which fits; where there is none, what
/// a new network of its family takes from the first pictures that it is to be trained on.
void takeStartingWeights(const TrainRequest& request, const TrainingSplit& split,
                         const Normalisation& normalisation, Network& network);

} // namespace saccade
