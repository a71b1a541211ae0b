// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/method.h"

#include <span>
#include <vector>

namespace saccade {

struct MethodInput;

/// Steps on the way from the mean colour to the picture, each read at its middle.
constexpr int IntegrationSteps = 64;

/// (picture - baseline) · the mean gradient on the way, summed over the channels and each cell's pixels; all
/// (3, side, side) → (cells, cells), signed.
std::vector<double> integratedShares(std::span<const double> picture, std::span<const double> baseline,
                                     std::span<const double> meanGradient, int side, int cells);

/// The method integrated-gradients, from the data set's mean colour (Sundararajan et al. 2017, arXiv
/// 1703.01365): the shares add up to the class's logit here less that of the mean colour, but for the error
/// of the steps.
std::vector<MethodMap> integratedGradientsMethod(const MethodInput& input);

} // namespace saccade
