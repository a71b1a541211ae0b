// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"

#include <filesystem>
#include <vector>

namespace saccade {

/// The trained models that lie in this folder, the first of a data set being the one to open with it. None
/// where the folder is not there: a program that was copied without them works all the same.
std::vector<ui::IncludedModel> includedModels(const std::filesystem::path& folder);

} // namespace saccade
