// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/run_control.h"

#include <cstdint>
#include <string>

namespace saccade {

/// The built-in data set as the program opens it.
constexpr std::uint64_t ShapesSeed = 1;
constexpr int ShapesTrainCount = 10'000;
constexpr int ShapesTestCount = 2'000;

/// "shapes" is the built-in data set; everything else is a folder of CIFAR-10. Throws Error (BadInput).
DatasetPtr openDataset(const std::string& source, const Progress& progress = {});

} // namespace saccade
