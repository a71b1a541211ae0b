// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/found_pictures.h"
#include "core/values/run_control.h"
#include "core/values/trained_model.h"

#include <vector>

namespace saccade {

/// Asks the model about every picture of the split and returns those that excite the head most. Throws Error
/// (Usage) where there is no such head, (BadInput) where pictures and model do not fit, (Failed) where the
/// control says stop.
std::vector<FoundPicture> findPictures(const ModelPtr& model, const Dataset& data, const FindPictures& wanted,
                                       RunControl& control, const Progress& progress = {});

} // namespace saccade
