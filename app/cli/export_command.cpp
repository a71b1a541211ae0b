// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "core/io/model_file.h"

#include <cstdio>
#include <map>
#include <memory>

namespace saccade::cli {

namespace {

struct Options
{
    std::string model;
    std::string format;
    std::string out;
    WeightType weights = WeightType::Fp32;
};

int run(const Options& options)
{
    std::printf("%s\n", saveModel(loadModel(options.model), options.out, options.weights).string().c_str());
    return 0;
}

} // namespace

Command addExport(CLI::App& program)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("export", "Write a model for other programs");
    command->add_option("--model", options->model, "Run, model folder or .safetensors file")->required();
    command->add_option("--format", options->format, "safetensors (timm's names, with config.json)")
        ->required()
        ->check(CLI::IsMember({"safetensors"}));
    command->add_option("--out", options->out, "File ending in .safetensors, or a folder")->required();
    command->add_option("--weights", options->weights, "fp32 (as trained), fp16 or bf16 (half the size)")
        ->transform(CLI::CheckedTransformer(std::map<std::string, WeightType>{
            {"fp32", WeightType::Fp32}, {"fp16", WeightType::Fp16}, {"bf16", WeightType::Bf16}}));
    return [options] { return run(*options); };
}

} // namespace saccade::cli
