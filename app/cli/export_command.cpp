// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "core/io/model_file.h"

#include <cstdio>
#include <memory>

namespace saccade::cli {

namespace {

struct Options
{
    std::string model;
    std::string format;
    std::string out;
};

int run(const Options& options)
{
    std::printf("%s\n", saveModel(loadModel(options.model), options.out).string().c_str());
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
    return [options] { return run(*options); };
}

} // namespace saccade::cli
