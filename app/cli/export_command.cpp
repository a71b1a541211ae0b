// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/model_options.h"
#include "app/data_source.h"
#include "core/io/model_export.h"
#include "core/values/error.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <map>
#include <memory>
#include <optional>

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
    std::string data; ///< empty: the export is asked about random pictures
    ExportOptions how;
    bool json = false;
};

nlohmann::json described(const Options& options, const ExportResult& result)
{
    nlohmann::json files = nlohmann::json::array();
    for (const auto& file : result.files)
        files.push_back(file.string());
    nlohmann::json check; // null: the program cannot run the format
    if (result.check)
        check = {{"pictures", result.check->pictures},
                 {"pictures_of", result.check->picturesOf.empty() ? "random" : result.check->picturesOf},
                 {"largest_difference", result.check->largestDifference},
                 {"same_class", result.check->sameClass}};
    nlohmann::json graph;
    if (result.graph)
        graph = {{"nodes", result.graph->nodes},
                 {"outputs", result.graph->outputs},
                 {"equal_weights", result.graph->weights}};
    return {{"format", options.format},
            {"path", result.path.string()},
            {"files", files},
            {"check", check},
            {"graph", graph}};
}

void sayWhatWasChecked(const ExportResult& result)
{
    if (const auto& check = result.check)
        std::fprintf(stderr,
                     "read back: %d of %d %s pictures get the same class, the largest difference of a logit "
                     "is %.1e\n",
                     check->sameClass, check->pictures,
                     check->picturesOf.empty() ? "random" : check->picturesOf.c_str(),
                     check->largestDifference);
    if (const auto& graph = result.graph)
        std::fprintf(stderr,
                     "read back: %d nodes, each reads what is made before it; %lld weights equal the "
                     "model's. Not run: this program has no runtime for ONNX.\n",
                     graph->nodes, static_cast<long long>(graph->weights));
}

constexpr int Interrupted = 130;

/// Nothing where it was interrupted.
std::optional<ExportResult> written(const Options& options)
{
    const ModelPtr model = options.model.open();
    RunControl control;
    ProgressLine line;
    const InterruptGuard guard(control);
    try {
        const DatasetPtr data = options.data.empty() ? nullptr : openDataset(options.data, line.function());
        return exportModel(model, options.out, options.how, data, control, line.function());
    } catch (const Error&) {
        if (wasInterrupted())
            return std::nullopt;
        throw;
    }
}

int run(Options options)
{
    options.how.format = formats().at(options.format);
    options.how.run = options.model.path;
    const std::optional<ExportResult> result = written(options);
    if (!result)
        return Interrupted;
    if (options.json) {
        std::printf("%s\n", described(options, *result).dump().c_str());
        return 0;
    }
    sayWhatWasChecked(*result);
    std::printf("%s\n", result->path.string().c_str());
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
    command->add_option("--data", options->data,
                        "What is written is asked about test pictures of this data set (a folder, or "
                        "\"shapes\"), not about random ones");
    command->add_flag("--json", options->json, "Print one JSON object and nothing else on stdout");
    return [options] { return run(*options); };
}

} // namespace saccade::cli
