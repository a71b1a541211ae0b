// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"

#include <algorithm>
#include <cmath>

namespace saccade::test {

/// The largest difference, over the expected tensor's own size; very large where the shapes differ.
inline double gap(const torch::Tensor& found, const torch::Tensor& expected)
{
    if (found.sizes() != expected.sizes())
        return 1e9;
    const auto difference =
        (found.detach().to(torch::kFloat64) - expected.detach()).abs().max().item<double>();
    const double size = expected.detach().abs().max().item<double>();
    return std::isfinite(difference) ? difference / std::max(size, 1e-3) : 1e9;
}

} // namespace saccade::test
