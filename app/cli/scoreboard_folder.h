// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/image.h"
#include "core/values/scoreboard.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace saccade::cli {

struct ScoreboardToWrite
{
    Image picture; ///< as the model saw it
    std::vector<std::string> classNames;
    Scoreboard board;
};

/// Every row with its curves and its map, the best first.
nlohmann::json scoreboardJson(const ScoreboardToWrite& what);

/// Lines for a person.
std::string scoreboardTable(const ScoreboardToWrite& what);

/// Writes picture.png, deletion.svg and insertion.svg (the two best methods beside the baselines) and
/// scoreboard.json last. Returns that file. Throws Error.
std::filesystem::path writeScoreboard(const ScoreboardToWrite& what, const std::filesystem::path& folder);

} // namespace saccade::cli
