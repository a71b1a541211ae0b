// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"

namespace saccade {

/// Mixed precision while it lives, on this thread: matrix products in bf16, everything delicate in fp32.
/// Hides that LibTorch changed its autocast functions in 2.4.
class MixedPrecision
{
public:
    MixedPrecision(bool enabled, const torch::Device& device);
    ~MixedPrecision();
    MixedPrecision(const MixedPrecision&) = delete;
    MixedPrecision& operator=(const MixedPrecision&) = delete;

private:
    bool m_enabled;
    torch::DeviceType m_device;
};

/// Whether a MixedPrecision lives on this thread for this kind of device.
bool isMixedPrecision(torch::DeviceType device);

} // namespace saccade
