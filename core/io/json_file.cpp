// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/json_file.h"

#include <nlohmann/json.hpp>

#include <fstream>

namespace saccade {

std::optional<nlohmann::json> jsonIn(const std::filesystem::path& file)
{
    std::ifstream stream(file);
    auto json = nlohmann::json::parse(stream, nullptr, false);
    if (json.is_discarded())
        return {};
    return json;
}

} // namespace saccade
