// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/explanation.h"
#include "core/values/trained_model.h"

namespace saccade {

/// Logits, probabilities and every layer's attention on one picture, which must have the model's size;
/// through the recording path, in fp32. A model without attention gives no maps. Safe from any thread.
Explanation explain(const ModelPtr& model, const Image& picture);

} // namespace saccade
