// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/model_options.h"
#include "app/data_source.h"
#include "core/io/npy.h"
#include "core/train/answers.h"
#include "core/train/evaluate.h"
#include "core/values/error.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <memory>

namespace saccade::cli {

namespace {

struct Options
{
    ModelOptions model;
    std::string data;
    std::string split = "test";
    bool flip = false;
    bool json = false;
    std::string tensors;
    int tensorCount = 1000;
};

/// pixel_values.npy and logits.npy: what another program that runs the model is compared with.
void writeTensors(const ModelPtr& model, const Dataset& data, Split split, const Options& options)
{
    const std::filesystem::path folder = options.tensors;
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure)
        throw Error::badInput(folder.string(), "a folder that can be made", failure.message());
    const Answers answers = answersOf(model, data, split, options.tensorCount);
    writeNpy(folder / "pixel_values.npy", answers.pixelValues,
             {answers.pictures, 3, data.height, data.width});
    writeNpy(folder / "logits.npy", answers.logits, {answers.pictures, model->info().spec.classes});
}

int run(const Options& options)
{
    RunControl control;
    ModelPtr model = options.model.open();
    DatasetPtr data;
    std::optional<Evaluation> result;
    {
        ProgressLine line;
        const InterruptGuard guard(control);
        data = openDataset(options.data, line.function());
        result = evaluate(model, *data, options.split == "train" ? Split::Train : Split::Test, control,
                          line.function(), options.flip);
    }
    if (!result)
        return 130;
    if (!options.tensors.empty())
        writeTensors(model, *data, options.split == "train" ? Split::Train : Split::Test, options);
    if (options.json) {
        nlohmann::json perClass = nlohmann::json::object();
        for (std::size_t c = 0; c < result->perClass.size(); ++c)
            perClass[data->classNames[c]] =
                std::isfinite(result->perClass[c]) ? nlohmann::json(result->perClass[c]) : nlohmann::json();
        nlohmann::json json{{"accuracy", result->accuracy},
                            {"loss", result->loss},
                            {"images", result->images},
                            {"per_class", perClass}};
        if (options.flip)
            json["accuracy_flip"] = result->accuracyFlip;
        std::printf("%s\n", json.dump().c_str());
        return 0;
    }
    std::printf("accuracy %.2f %%  loss %.4f  %d images\n", result->accuracy * 100, result->loss,
                result->images);
    if (options.flip)
        std::printf("accuracy %.2f %% by the mean of each picture and its mirror\n",
                    result->accuracyFlip * 100);
    for (std::size_t c = 0; c < result->perClass.size(); ++c)
        std::printf("  %-16s %6.2f %%\n", data->classNames[c].c_str(), result->perClass[c] * 100);
    return 0;
}

} // namespace

Command addEval(CLI::App& program)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("eval", "Measure a model's accuracy");
    options->model.addTo(*command);
    command->add_option("--data", options->data, "Folder of CIFAR-10, or shapes")->required();
    command->add_option("--split", options->split, "test or train")->check(CLI::IsMember({"test", "train"}));
    command->add_flag("--flip", options->flip, "Also ask for each picture's mirror and take the mean");
    command->add_flag("--json", options->json, "Print one JSON object and nothing else on stdout");
    auto* tensors = command->add_option(
        "--tensors", options->tensors,
        "Folder for pixel_values.npy and logits.npy: what the model is shown and what it says");
    command->add_option("--tensor-count", options->tensorCount, "Pictures in them, from the first (1000)")
        ->needs(tensors)
        ->check(CLI::PositiveNumber);
    return [options] { return run(*options); };
}

} // namespace saccade::cli
