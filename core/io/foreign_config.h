// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/model_spec.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace saccade {

/// What the files beside another program's weights say of them: transformers' config.json and
/// preprocessor_config.json, or timm's config.json. Each field is empty where none says it.
struct ForeignConfig
{
    std::optional<int> heads;
    std::optional<double> normEpsilon;
    std::optional<Activation> activation;
    std::optional<Normalisation> normalisation;
    std::string normalisationFrom; ///< the file's name
    std::vector<std::string> classNames;
    bool meanPooling = false; ///< timm's global_pool = avg
};

/// Reads what lies in `folder`. Throws Error (BadInput) where a file is no JSON, a field has a wrong type, or
/// the activation is one that no model of ours has.
ForeignConfig readForeignConfig(const std::filesystem::path& folder);

} // namespace saccade
