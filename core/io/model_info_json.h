// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/trained_model.h"

#include <nlohmann/json_fwd.hpp>

namespace saccade {

/// What config.json and a file's metadata say of a model: its spec, class names, mean and deviation, data
/// set, steps and test accuracy. `source` is left out: it is where the file lies.
nlohmann::json modelInfoToJson(const ModelInfo& info);

/// Throws Error (BadInput) that names `path` where something is missing or does not fit.
ModelInfo modelInfoFromJson(const nlohmann::json& json, const std::string& path);

} // namespace saccade
