// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/mixed_precision.h"

#include <torch/version.h>

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
#define SACCADE_AUTOCAST_BY_DEVICE
#endif

namespace saccade {

namespace {

void setAutocast(torch::DeviceType device, bool enabled)
{
#ifdef SACCADE_AUTOCAST_BY_DEVICE
    at::autocast::set_autocast_dtype(device, at::kBFloat16);
    at::autocast::set_autocast_enabled(device, enabled);
#else
    if (device == torch::kCPU) {
        at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
        at::autocast::set_cpu_enabled(enabled);
    } else {
        at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
        at::autocast::set_enabled(enabled);
    }
#endif
}

} // namespace

MixedPrecision::MixedPrecision(bool enabled, const torch::Device& device)
    : m_enabled(enabled)
    , m_device(device.type())
{
    if (!m_enabled)
        return;
    setAutocast(m_device, true);
    at::autocast::increment_nesting();
}

MixedPrecision::~MixedPrecision()
{
    if (!m_enabled)
        return;
    // The cast copies of the weights are valid for one step alone.
    if (at::autocast::decrement_nesting() == 0)
        at::autocast::clear_cache();
    setAutocast(m_device, false);
}

bool isMixedPrecision(torch::DeviceType device)
{
#ifdef SACCADE_AUTOCAST_BY_DEVICE
    return at::autocast::is_autocast_enabled(device);
#else
    return device == torch::kCPU ? at::autocast::is_cpu_enabled() : at::autocast::is_enabled();
#endif
}

} // namespace saccade
