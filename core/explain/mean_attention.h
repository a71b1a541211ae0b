// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/attention_maps.h"
#include "core/values/class_attention.h"
#include "core/values/dataset.h"
#include "core/values/offset_attention.h"
#include "core/values/run_control.h"
#include "core/values/trained_model.h"

namespace saccade {

/// Every layer's attention as mean over `count` pictures of a split (all where it is below 1). Throws Error
/// (Usage) for a model without attention, (BadInput) where pictures and model do not fit, (Failed) where the
/// control says stop; so do the two that follow.
AttentionMaps meanAttention(const ModelPtr& model, const Dataset& data, Split split, int count,
                            RunControl& control, const Progress& progress = {});

/// offsetAttention() of that mean.
OffsetAttention offsetAttention(const ModelPtr& model, const Dataset& data, Split split, int count,
                                RunControl& control, const Progress& progress = {});

/// What each head looks at on the pictures of each true class.
ClassAttention classAttention(const ModelPtr& model, const Dataset& data, Split split, int count,
                              RunControl& control, const Progress& progress = {});

} // namespace saccade
