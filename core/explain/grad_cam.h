// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/method.h"

#include <span>
#include <vector>

namespace saccade {

struct MethodInput;

/// ReLU(Σ_c w_c · activation_c) with w_c the mean of channel c's gradient over all places; both (places,
/// channels), row by row; → (places). Selvaraju et al. 2017, arXiv 1610.02391.
std::vector<double> gradCam(std::span<const double> activations, std::span<const double> gradients,
                            int channels);

/// The method grad-cam, on what the attention of the last layer, or the one asked for, reads (behind the norm
/// where that comes first), patches alone; of a CNN on what the last stage puts out, in its own grid. Not
/// behind the attention: of a model that reads CLS no patch has a gradient there.
std::vector<MethodMap> gradCamMethod(const MethodInput& input);

} // namespace saccade
