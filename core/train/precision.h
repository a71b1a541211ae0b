// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"
#include "core/values/train_spec.h"

#include <string>

namespace saccade {

/// The device a spec's word stands for. Throws Error (Usage) where this machine or this LibTorch has none
/// such.
torch::Device resolveDevice(const std::string& word);

/// What was chosen, and why, in a sentence for the log.
struct PrecisionChoice
{
    bool bf16 = false;
    std::string reason;
};

/// Auto takes bf16 where the hardware multiplies it directly. Throws Error (Usage) where bf16 was asked for
/// and this device cannot train in it.
PrecisionChoice resolvePrecision(Precision wanted, const torch::Device& device);

} // namespace saccade
