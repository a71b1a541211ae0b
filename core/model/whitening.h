// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"

namespace saccade {

/// Filters of a first convolution that make what neighbouring pixels say uncorrelated: the directions in
/// which 3 × 3 pixels of these pictures vary most (the principal axes of their second moments), each divided
/// by the deviation along it, then the same with the opposite sign, so that no activation loses either side
/// (Jordan 2024, arXiv 2404.00498, who takes 2 × 2 pixels).
///
/// Normalised pictures (B, 3, H, W), at least 3 × 3 → (count, 3, 3, 3), fp32, on the CPU; count is even, at
/// most 54.
torch::Tensor whiteningFilters(const torch::Tensor& pictures, std::int64_t count);

} // namespace saccade
