// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/head_importance.h"
#include "core/values/run_control.h"
#include "core/values/trained_model.h"

namespace saccade {

/// Mutes each head in turn, everything else as it is, and asks the model about `count` pictures of the split
/// (all where it is below 1), the same for every head. In fp32. Throws Error (Usage) for a model without
/// heads, (BadInput) where pictures and model do not fit or a label is none of the model's classes, (Failed)
/// where the control says stop.
HeadImportance headImportance(const ModelPtr& model, const Dataset& data, Split split, int count,
                              RunControl& control, const Progress& progress = {});

} // namespace saccade
