// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/trained_model.h"

#include <filesystem>
#include <optional>

namespace saccade {

/// How a file holds its numbers; all are read back as fp32.
enum class WeightType
{
    Fp32,
    Fp16, ///< half the size; three decimal digits
    Bf16  ///< half the size; two decimal digits, the range of fp32
};

/// Writes the model in timm's names: to `path` where that ends in .safetensors, else to
/// path/model.safetensors. What is needed to build it again stands in the file's metadata, and in a
/// config.json beside it (left alone where another program wrote one). Returns the file. Throws Error, also
/// where a number is too large for fp16.
std::filesystem::path saveModel(const ModelPtr& model, const std::filesystem::path& path,
                                WeightType type = WeightType::Fp32);

/// What a person may say of a model while it is opened.
struct LoadOptions
{
    /// Attention heads, for a file of another program that does not say how many there are.
    std::optional<int> heads = std::nullopt;
    /// Another picture size, in pixels a side: learned positions are interpolated to it, bicubically.
    std::optional<int> imageSize = std::nullopt;
};

/// Reads a safetensors file, a folder that holds one, or a run folder (its best model): a model of this
/// program, or a vision transformer by the names of timm or of Hugging Face's transformers. ModelInfo::notes
/// says what had to be assumed. Throws Error (BadInput) where a tensor is missing, unknown or of the wrong
/// shape, or is part of what no model of ours can do; refuses formats that can run code.
ModelPtr loadModel(const std::filesystem::path& path, const LoadOptions& how = {});

/// The safetensors file that `path` stands for; see loadModel.
std::filesystem::path modelFileIn(const std::filesystem::path& path);

} // namespace saccade
