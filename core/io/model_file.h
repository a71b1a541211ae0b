// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/model_export.h"
#include "core/values/model_opening.h"
#include "core/values/trained_model.h"

#include <filesystem>

namespace saccade {

/// Writes the model in timm's names: to `path` where that ends in .safetensors, else to
/// path/model.safetensors. What is needed to build it again stands in the file's metadata, and in a
/// config.json beside it (left alone where another program wrote one). Returns the file. Throws Error, also
/// where a number is too large for fp16.
std::filesystem::path saveModel(const ModelPtr& model, const std::filesystem::path& path,
                                WeightType type = WeightType::Fp32);

/// Reads a safetensors file, a folder that holds one, or a run folder (its best model): a model of this
/// program, or a vision transformer by the names of timm or of Hugging Face's transformers. ModelInfo::notes
/// says what had to be assumed. Throws Error (BadInput) where a tensor is missing, unknown or of the wrong
/// shape, or is part of what no model of ours can do; HeadsUnknown where how.heads is needed; CanRunCode
/// for formats that can run code.
ModelPtr loadModel(const std::filesystem::path& path, const LoadOptions& how = {});

/// Whether a config.json of another program, which is left alone, is at this path.
bool isOfAnotherProgram(const std::filesystem::path& config);

/// The safetensors file that `path` stands for; see loadModel.
std::filesystem::path modelFileIn(const std::filesystem::path& path);

} // namespace saccade
