// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/model_file.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace saccade {

enum class ExportFormat
{
    Safetensors, ///< timm's names; see saveModel
    HuggingFace, ///< a folder; see writeHuggingFace
    Onnx,        ///< see writeOnnx
    TorchScript  ///< legacy; see writeTorchScript
};

struct ExportOptions
{
    ExportFormat format = ExportFormat::Safetensors;
    WeightType weights = WeightType::Fp32; ///< Safetensors and HuggingFace; the others are fp32
    bool withAttention = false;            ///< Onnx: every layer's attention is an output, too
    /// HuggingFace: the folder of the run that the model comes from, for the recipe in its README.md.
    std::filesystem::path run = {};
};

/// What reading a written file back has shown, on random pictures.
struct ExportCheck
{
    int pictures = 0;
    double largestDifference = 0.0; ///< of a logit
    int sameClass = 0;              ///< pictures whose predicted class is the same
};

struct ExportResult
{
    std::filesystem::path path; ///< the file, or the folder
    std::vector<std::filesystem::path> files;
    /// Nothing where the program does not read the format: ONNX.
    std::optional<ExportCheck> check;
};

/// Writes the model for other programs, each file whole or not at all, and reads it back where it can. Throws
/// Error: Usage where the options do not fit the format, Failed where nothing can be written, or what was
/// written gives other logits than the model (by more than 1e-4 of their size in fp32).
ExportResult exportModel(const ModelPtr& model, const std::filesystem::path& path, const ExportOptions& how);

} // namespace saccade
