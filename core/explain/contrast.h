// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/method.h"

#include <vector>

namespace saccade {

struct MethodInput;

/// The method contrast: relevance for the class less relevance for the class `against`, patch by patch, both
/// as they are. Throws Error (Usage) where the two are one.
std::vector<MethodMap> contrastMethod(const MethodInput& input);

} // namespace saccade
