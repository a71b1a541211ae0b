// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace saccade {

/// Writes maps as a NumPy file of float32, and what there is to know of them as a .json of the same name
/// beside it; each whole or not at all, the maps first. Throws Error.
void saveMaps(const std::filesystem::path& npy, std::span<const float> values,
              const std::vector<std::int64_t>& shape, const std::string& json);

} // namespace saccade
