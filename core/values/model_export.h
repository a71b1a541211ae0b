// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace saccade {

/// How a file holds its numbers; all are read back as fp32.
enum class WeightType
{
    Fp32,
    Fp16, ///< half the size; three decimal digits
    Bf16  ///< half the size; two decimal digits, the range of fp32
};

enum class ExportFormat
{
    Safetensors, ///< one file in timm's names, with a config.json
    HuggingFace, ///< a folder as the hub has them
    Onnx,        ///< one file, fp32
    TorchScript  ///< one file, fp32; legacy: upstream deprecates the format
};

struct ExportOptions
{
    ExportFormat format = ExportFormat::Safetensors;
    WeightType weights = WeightType::Fp32; ///< Safetensors and HuggingFace; the others are fp32
    bool withAttention = false;            ///< Onnx: every layer's attention is an output, too
    /// HuggingFace: the folder of the run that the model comes from, for the recipe in its README.md. Empty:
    /// where the model's own file tells it.
    std::filesystem::path run = {};
};

/// What asking a written file has shown.
struct ExportCheck
{
    int pictures = 0;
    std::string picturesOf;         ///< name of the data set; empty: random numbers
    double largestDifference = 0.0; ///< of a logit
    int sameClass = 0;              ///< pictures whose predicted class is the same
};

/// What reading a written graph has shown, which the program cannot run: whether each node reads what is made
/// before it, and how many of the model's numbers were found in it, each bit for bit.
struct GraphCheck
{
    int nodes = 0;
    int outputs = 0;
    std::int64_t weights = 0;
};

struct ExportResult
{
    std::filesystem::path path; ///< the file, or the folder
    std::vector<std::filesystem::path> files;
    std::optional<ExportCheck> check; ///< of what the program can run: all but Onnx
    std::optional<GraphCheck> graph;  ///< of Onnx
};

} // namespace saccade
