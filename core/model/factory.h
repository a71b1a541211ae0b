// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/model_spec.h"
#include "core/values/train_spec.h"
#include "core/values/trained_model.h"

#include <cstdint>

namespace saccade {

/// What a model for this data set knows before its first step.
ModelInfo modelInfo(const ModelSpec& spec, const Dataset& data, NormaliseBy normaliseBy);

/// A model with random weights, a function of spec and seed alone. Throws Error (Usage) on a spec that cannot
/// be built.
ModelPtr untrainedModel(const ModelSpec& spec, const Dataset& data, std::uint64_t seed,
                        NormaliseBy normaliseBy = NormaliseBy::Dataset);

} // namespace saccade
