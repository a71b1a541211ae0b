// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"

namespace saccade {

/// The same numbers in fp64, on the CPU: brought there first, as Apple's devices (mps) have no fp64.
inline torch::Tensor toDouble(const torch::Tensor& tensor)
{
    return tensor.to(torch::kCPU).to(torch::kFloat64);
}

} // namespace saccade
