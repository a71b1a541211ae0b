// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/torch_model.h"

namespace saccade {

/// Of each picture's logit of the class with respect to its pixels: (B, 3, S, S) → (B, 3, S, S).
torch::Tensor pixelGradient(const TorchModel& model, const torch::Tensor& pictures, int classIndex);

} // namespace saccade
