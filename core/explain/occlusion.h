// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/method.h"

#include <vector>

namespace saccade {

struct MethodInput;

/// The method occlusion: the class's probability less that with the patch in the data set's mean colour,
/// patch by patch, signed (Zeiler and Fergus 2013, arXiv 1311.2901).
std::vector<MethodMap> occlusionMethod(const MethodInput& input);

} // namespace saccade
