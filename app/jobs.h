// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"

#include <filesystem>

namespace saccade {

/// Core's work as the functions that the window takes. Runs and data sets go under `dataFolder`; the models
/// that came with the program lie in `modelFolder`.
ui::Services bindServices(const std::filesystem::path& dataFolder, const std::filesystem::path& modelFolder);

} // namespace saccade
