// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/method.h"

#include <span>
#include <vector>

namespace saccade {

struct MethodInput;

/// Of a gradient (3, side, side) at each pixel the largest absolute value of its channels, as mean over the
/// pixels of each cell, (cells, cells).
std::vector<double> gradientStrength(std::span<const double> gradient, int side, int cells);

/// The method gradient: of the class's logit with respect to the normalised pixels (Simonyan et al. 2013,
/// arXiv 1312.6034).
std::vector<MethodMap> gradientMethod(const MethodInput& input);

} // namespace saccade
