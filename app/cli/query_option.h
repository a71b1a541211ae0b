// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/model_spec.h"

#include <optional>
#include <string>

namespace saccade::cli {

/// Throws Error (Usage) where an option's number is not one of 0 … bound - 1.
void requireBelow(const char* option, std::optional<int> value, int bound);

/// The token that --query names: "cls" or "ROW,COL"; nothing where the person left it open. Throws Error
/// (Usage) where the model has no such token.
std::optional<int> queryToken(const std::string& query, const ModelSpec& spec);

} // namespace saccade::cli
