// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/trained_model.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace saccade {

/// The picture beside a README.md.
inline constexpr const char* CardPictureName = "attention.png";

/// The README.md of a model folder: what the model is, how well it does, how it was trained (`recipe`: what
/// run.json says, or null), and the Python that loads it. `forTransformers`: the folder holds what
/// ViTForImageClassification reads; else what saccade_model.py does. `caption`: the sentence under
/// the picture CardPictureName, empty where there is none.
std::string modelCard(const ModelInfo& info, const nlohmann::json& recipe, bool forTransformers,
                      const std::string& caption = {});

} // namespace saccade
