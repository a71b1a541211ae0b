// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"
#include "core/values/dataset.h"
#include "core/values/model_export.h"
#include "core/values/run_control.h"
#include "core/values/trained_model.h"

#include <functional>
#include <string>

namespace saccade {

/// Logits (n, classes) of normalised pictures (n, 3, S, S).
using WrittenModel = std::function<torch::Tensor(const torch::Tensor&)>;

/// Asks the model and what was written of it about the same pictures, a few at a time: the first test
/// pictures of `data`, resized where the model has another size, or random ones where it is null. Throws
/// Error where it is stopped, and where with `weights` of fp32 a logit differs by more than 1e-4 of the
/// largest (of 1 where that is less); `path` is what the sentence names.
ExportCheck compareLogits(const ModelPtr& model, const WrittenModel& written, WeightType weights,
                          const std::string& path, const DatasetPtr& data, RunControl& control,
                          const Progress& progress);

} // namespace saccade
