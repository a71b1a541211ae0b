// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/image.h"
#include "core/values/intervention.h"
#include "core/values/trained_model.h"

namespace saccade {

/// The model with its heads scaled: the columns of the output projection that read a head are multiplied by
/// its factor, which scales what the head adds to the residual stream and nothing else. A copy, or the same
/// pointer where `heads` is empty. Throws Error (Usage) where the model has no such head, or a factor is not
/// between 0 and 2.
ModelPtr withHeadsScaled(const ModelPtr& model, const std::vector<HeadScale>& heads);

/// The picture with patches of patchSize × patchSize pixels painted out. Throws Error (Usage) where there is
/// no such patch.
Image withPatchesPainted(const Image& picture, const Intervention& intervention, int patchSize,
                         const Normalisation& normalisation);

} // namespace saccade
