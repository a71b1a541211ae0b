// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/run_control.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace saccade {

/// Reads a whole file and throws Error unless it has this size and this SHA-256 (64 lower-case hexadecimal
/// digits).
void checkArchive(const std::filesystem::path& archive, std::uint64_t size, const std::string& sha256,
                  const RunControl& control, const Progress& progress);

} // namespace saccade
