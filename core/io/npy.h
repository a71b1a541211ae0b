// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace saccade {

/// Writes float32 numbers of this shape as a NumPy file (format 1.0, C order), whole or not at all. Throws
/// Error.
void writeNpy(const std::filesystem::path& path, std::span<const float> values,
              const std::vector<std::int64_t>& shape);

} // namespace saccade
