// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/torch_model.h"

namespace saccade {

/// How much a head adds to each token's residual stream: ‖(A V)_i W_O‖ with the head's rows of the output
/// matrix and without its bias, (B, N), from a recorded pass.
torch::Tensor headOutputLengths(const TorchModel& model, const Recording& recording, int layer, int head);

} // namespace saccade
