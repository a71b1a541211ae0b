// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/model_options.h"
#include "core/io/model_export.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <map>
#include <memory>

namespace saccade::cli {

namespace {

using FormatNames = std::map<std::string, ExportFormat>;

const FormatNames& formats()
{
    static const FormatNames names{{"safetensors", ExportFormat::Safetensors},
                                   {"huggingface", ExportFormat::HuggingFace},
                                   {"onnx", ExportFormat::Onnx},
                                   {"torchscript", ExportFormat::TorchScript}};
    return names;
}

struct Options
{
    ModelOptions model;
    std::string format;
    std::string out;
    ExportOptions how;
    bool json = false;
};

nlohmann::json described(const Options& options, const ExportResult& result)
{
    nlohmann::json files = nlohmann::json::array();
    for (const auto& file : result.files)
        files.push_back(file.string());
    nlohmann::json check; // null: not read back
    if (result.check)
        check = {{"pictures", result.check->pictures},
                 {"largest_difference", result.check->largestDifference},
                 {"same_class", result.check->sameClass}};
    return {{"format", options.format}, {"path", result.path.string()}, {"files", files}, {"check", check}};
}

int run(Options options)
{
    const ModelPtr model = options.model.open();
    options.how.format = formats().at(options.format);
    options.how.run = options.model.path;
    const ExportResult result = exportModel(model, options.out, options.how);
    if (options.json) {
        std::printf("%s\n", described(options, result).dump().c_str());
        return 0;
    }
    if (result.check)
        std::fprintf(stderr, "read back: %d of %d random pictures get the same class, logits within %.1e\n",
                     result.check->sameClass, result.check->pictures, result.check->largestDifference);
    std::printf("%s\n", result.path.string().c_str());
    return 0;
}

} // namespace

Command addExport(CLI::App& program)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("export", "Write a model for other programs");
    options->model.addTo(*command);
    command
        ->add_option("--format", options->format,
                     "safetensors (timm's names, with config.json), huggingface (a folder as the hub has "
                     "them), onnx, torchscript (legacy)")
        ->required()
        ->check(CLI::IsMember(formats()));
    command->add_option("--out", options->out, "File ending in .safetensors, .onnx or .pt, or a folder")
        ->required();
    command
        ->add_option("--weights", options->how.weights,
                     "fp32 (as trained), fp16 or bf16 (half the size); safetensors and huggingface")
        ->transform(CLI::CheckedTransformer(std::map<std::string, WeightType>{
            {"fp32", WeightType::Fp32}, {"fp16", WeightType::Fp16}, {"bf16", WeightType::Bf16}}));
    command->add_flag("--with-attention", options->how.withAttention,
                      "onnx: every layer's attention is an output, too");
    command->add_flag("--json", options->json, "Print one JSON object and nothing else on stdout");
    return [options] { return run(*options); };
}

} // namespace saccade::cli
