// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/metrics.h"
#include "core/values/run_control.h"
#include "core/values/trained_model.h"

#include <optional>

namespace saccade {

/// A model's score and predictions over a split, in fp32. With `flip` each picture is shown a second time,
/// mirrored, and accuracyFlip is that of the mean logits; nothing else changes. Nothing where the control
/// says stop. Throws Error (BadInput) where data set and model differ in picture size or number of classes.
std::optional<Evaluation> evaluate(const ModelPtr& model, const Dataset& data, Split split,
                                   RunControl& control, const Progress& progress = {}, bool flip = false);

} // namespace saccade
