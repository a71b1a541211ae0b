// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/model_file.h"
#include "core/values/dataset.h"
#include "core/values/python_lines.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace saccade {

/// Writes a model folder as the Hugging Face hub has them; returns its files, the weights last, so that a
/// folder with weights is complete. Where the model fits transformers: model.safetensors in its names,
/// config.json, preprocessor_config.json. Else: model.safetensors in timm's names with a config.json of this
/// program, and saccade_model.py, which loads it. Both get a README.md; `recipe` is what run.json says of the
/// training, or null; with `data` the README.md shows what the model makes of its first test pictures, in
/// attention.png. Throws Error; a config.json of another program is overwritten.
std::vector<std::filesystem::path> writeHuggingFace(const ModelPtr& model,
                                                    const std::filesystem::path& folder, WeightType type,
                                                    const nlohmann::json& recipe, const DatasetPtr& data);

} // namespace saccade
