// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>

namespace saccade {

/// What a file holds; nothing where it cannot be read or holds no JSON.
std::optional<nlohmann::json> jsonIn(const std::filesystem::path& file);

} // namespace saccade
