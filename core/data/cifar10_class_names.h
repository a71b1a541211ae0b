// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace saccade {

/// The ten names in the folder's batches.meta.txt. Where that file is missing or does not hold ten different
/// names in plain letters, the published ones: names are for people, and no reason to refuse the pictures.
std::vector<std::string> cifar10ClassNames(const std::filesystem::path& folder);

} // namespace saccade
