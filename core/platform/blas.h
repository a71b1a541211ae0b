// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace saccade {

/// The OpenBLAS in this process, with its version, the kernels it chose and what its threads are:
/// "OpenBLAS 0.3.21, SkylakeX kernels, on OpenMP". Empty where there is none or it cannot be told.
std::string openBlasName();

} // namespace saccade
