// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/explanation.h"
#include "core/values/image.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace saccade::cli {

/// What explain puts into a folder.
struct ExplanationToWrite
{
    Image picture; ///< as the model saw it
    Explanation explanation;
    std::vector<std::string> classNames;
    std::string method;
    int query = 0; ///< token
    int classIndex = 0;
    std::optional<int> layer; ///< nothing: all
    std::optional<int> head;
    bool full = false;
};

/// Writes picture.png, a .npy (float32, the patch grid) and a .png (the map over the picture) for every map,
/// attention.npy where `full`, and explanation.json last. Returns that file. Throws Error.
std::filesystem::path writeExplanation(const ExplanationToWrite& what, const std::filesystem::path& folder);

} // namespace saccade::cli
