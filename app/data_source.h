// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/run_control.h"

#include <string>

namespace saccade {

/// "shapes" is the built-in data set; everything else is a folder of CIFAR-10. Throws Error (BadInput).
DatasetPtr openDataset(const std::string& source, const Progress& progress = {});

} // namespace saccade
