// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_export.h"

#include "core/io/hugging_face.h"
#include "core/io/onnx_export.h"
#include "core/io/torchscript.h"
#include "core/model/random_scope.h"
#include "core/model/torch_model.h"
#include "core/values/error.h"

#include <nlohmann/json.hpp>

#include <fstream>

namespace saccade {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t CheckPictures = 8;
constexpr double LargestDifference = 1e-4; ///< in fp32, of the largest logit where that is above 1

/// What run.json says; null where there is none.
nlohmann::json recipeOf(const fs::path& run)
{
    std::ifstream stream(run / "run.json");
    if (run.empty() || !stream)
        return nullptr;
    auto json = nlohmann::json::parse(stream, nullptr, false);
    return json.is_discarded() ? nlohmann::json() : json;
}

/// `path` where it ends so, else a file of this name in it; the folder is made.
fs::path fileFor(const fs::path& path, const char* extension)
{
    const fs::path file = path.extension() == extension ? path : path / (std::string("model") + extension);
    std::error_code failure;
    if (file.has_parent_path())
        fs::create_directories(file.parent_path(), failure);
    if (failure)
        throw Error::badInput(file.parent_path().string(), "a folder that can be made", failure.message());
    return file;
}

torch::Tensor randomPictures(const ModelSpec& spec)
{
    const RandomScope random(1);
    return torch::empty({CheckPictures, 3, spec.imageSize, spec.imageSize})
        .normal_(0, 1, RandomScope::generator());
}

torch::Tensor logitsOf(const ModelPtr& model, const torch::Tensor& pictures)
{
    return torchModel(model).logits(pictures).to(torch::kCPU);
}

ExportCheck compared(const torch::Tensor& expected, const torch::Tensor& found, const std::string& path,
                     WeightType weights)
{
    ExportCheck check;
    check.pictures = int(expected.size(0));
    check.largestDifference = (expected - found).abs().max().item<double>();
    check.sameClass = int(expected.argmax(1).eq(found.argmax(1)).sum().item<std::int64_t>());
    const double size = std::max(1.0, expected.abs().max().item<double>());
    if (weights == WeightType::Fp32 && !(check.largestDifference <= LargestDifference * size))
        throw Error(path + ": what was written gives other logits than the model, by up to " +
                    std::to_string(check.largestDifference) + "; please do not use it");
    return check;
}

void requireFits(const ExportOptions& how)
{
    const bool narrow = how.format == ExportFormat::Onnx || how.format == ExportFormat::TorchScript;
    if (narrow && how.weights != WeightType::Fp32)
        throw Error("weights: expected fp32 for this format, found a type of half the size",
                    Error::Kind::Usage);
    if (how.withAttention && how.format != ExportFormat::Onnx)
        throw Error("with_attention: expected the format onnx, found another (TorchScript files always have "
                    "a method for it)",
                    Error::Kind::Usage);
}

} // namespace

ExportResult exportModel(const ModelPtr& model, const fs::path& path, const ExportOptions& how)
{
    requireFits(how);
    const ModelSpec& spec = model->info().spec;
    ExportResult result;
    const auto pictures = randomPictures(spec);
    torch::Tensor found;
    switch (how.format) {
    case ExportFormat::Safetensors:
        result.path = saveModel(model, path, how.weights);
        result.files = {result.path};
        found = logitsOf(loadModel(result.path), pictures);
        break;
    case ExportFormat::HuggingFace:
        result.files = writeHuggingFace(model, path, how.weights, recipeOf(how.run));
        result.path = path;
        found = logitsOf(loadModel(path), pictures);
        break;
    case ExportFormat::Onnx:
        result.path = fileFor(path, ".onnx");
        writeOnnx(model, result.path, how.withAttention && spec.hasAttention());
        result.files = {result.path};
        break;
    case ExportFormat::TorchScript:
        result.path = fileFor(path, ".pt");
        writeTorchScript(model, result.path);
        result.files = {result.path};
        found = torchScriptLogits(result.path, pictures);
        break;
    }
    if (found.defined())
        result.check = compared(logitsOf(model, pictures), found, result.path.string(), how.weights);
    return result;
}

} // namespace saccade
