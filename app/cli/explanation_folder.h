// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/explanation.h"
#include "core/values/image.h"
#include "core/values/method.h"

#include <filesystem>
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
    std::vector<MethodMap> maps;
    bool full = false;
};

/// Writes picture.png, a .npy (float32, the map's grid) and a .png (the map over the picture) for every map,
/// attention.npy where `full`, and explanation.json last. Returns that file. Throws Error.
std::filesystem::path writeExplanation(const ExplanationToWrite& what, const std::filesystem::path& folder);

} // namespace saccade::cli
