// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/whitening.h"

#include "core/model/to_double.h"

namespace saccade {

namespace {

/// A direction in which the pictures hardly vary is noise: it is not blown up to more than what this variance
/// would get, in squares of normalised pixels.
constexpr double SmallestVariance = 5e-4;

} // namespace

torch::Tensor whiteningFilters(const torch::Tensor& pictures, std::int64_t count)
{
    constexpr std::int64_t side = 3;
    const std::int64_t values = pictures.size(1) * side * side;
    TORCH_CHECK(count % 2 == 0 && count >= 2 && count <= 2 * values,
                "expected an even number of filters, 2 to ", 2 * values, ", found ", count);
    const torch::NoGradGuard noGrad;
    const auto patches = toDouble(pictures)
                             .unfold(2, side, 1)
                             .unfold(3, side, 1) // (B, 3, H - 2, W - 2, 3, 3)
                             .permute({0, 2, 3, 1, 4, 5})
                             .reshape({-1, values});
    const auto moments = at::matmul(patches.t(), patches) / double(patches.size(0));
    const auto [variances, axes] = at::linalg_eigh(moments, "L"); // ascending; axes are columns
    const auto largest = at::arange(values - 1, values - 1 - count / 2, -1);
    auto filters = axes.index_select(1, largest).t(); // (count / 2, values)
    const auto scale = variances.index_select(0, largest).clamp_min(0).add(SmallestVariance).rsqrt();
    filters = filters * scale.unsqueeze(1);
    return at::cat({filters, -filters}, 0).to(torch::kFloat32).reshape({count, pictures.size(1), side, side});
}

} // namespace saccade
