// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"

#include <string>

namespace saccade {

/// Sixteen hexadecimal digits that depend on every byte of the pictures and labels: tells data sets apart, and
/// guards against nothing ill-meant. A few hundredths of a second for CIFAR-10.
std::string contentHash(const Dataset& dataset);

} // namespace saccade
