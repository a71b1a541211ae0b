// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/model_options.h"
#include "core/io/model_info_json.h"
#include "core/values/presets.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>
#include <sstream>

namespace saccade::cli {

namespace {

std::string length(const TrainSpec& train)
{
    if (train.minutes <= 0)
        return std::to_string(train.epochs) + " epochs";
    std::ostringstream text;
    text << train.minutes << " minutes";
    return text.str();
}

int listPresets(bool json)
{
    nlohmann::json all = nlohmann::json::array();
    for (const Preset& preset : presets()) {
        if (!json)
            std::printf("%-16s %-20s %5.2f M parameters  %10s  %s\n", preset.name.c_str(),
                        shortName(preset.model).c_str(), double(preset.model.parameters()) / 1e6,
                        length(preset.train).c_str(), preset.description.c_str());
        all.push_back({{"name", preset.name},
                       {"description", preset.description},
                       {"parameters", preset.model.parameters()},
                       {"model", preset.model},
                       {"train", preset.train}});
    }
    if (json)
        std::printf("%s\n", nlohmann::json{{"presets", all}}.dump().c_str());
    return 0;
}

int describeModel(const ModelOptions& options, bool json)
{
    const ModelPtr model = options.open();
    const ModelInfo& info = model->info();
    nlohmann::json description = modelInfoToJson(info);
    description["file"] = info.source;
    description["notes"] = nlohmann::json::array();
    for (const ModelNote& note : info.notes)
        description["notes"].push_back(sentence(note));
    description["parameters"] = info.spec.parameters();
    if (json) {
        std::printf("%s\n", description.dump().c_str());
        return 0;
    }
    const ModelSpec& spec = info.spec;
    std::printf("%s\n%s, %.2f M parameters, ", info.source.c_str(), shortName(spec).c_str(),
                double(spec.parameters()) / 1e6);
    if (spec.hasAttention())
        std::printf("%d tokens (%d × %d patches of %d pixels%s%s)\n", spec.tokens(), spec.gridSide(),
                    spec.gridSide(), spec.patchSize, spec.pooling == Pooling::Cls ? ", CLS" : "",
                    spec.registers > 0 ? (", " + std::to_string(spec.registers) + " registers").c_str() : "");
    else
        std::printf("no attention\n");
    std::printf("trained on %s for %lld steps",
                info.dataset.empty() ? "an unknown data set" : info.dataset.c_str(),
                static_cast<long long>(info.step));
    if (info.testAccuracy >= 0)
        std::printf(", test accuracy %.2f %%", info.testAccuracy * 100);
    std::printf("\n%s\n", description["model"].dump(2).c_str());
    return 0;
}

} // namespace

Command addPresets(CLI::App& program)
{
    const auto json = std::make_shared<bool>(false);
    CLI::App* command = program.add_subcommand("presets", "List the built-in models and recipes");
    command->add_flag("--json", *json, "Print one JSON object and nothing else on stdout");
    return [json] { return listPresets(*json); };
}

Command addInfo(CLI::App& program)
{
    const auto options = std::make_shared<ModelOptions>();
    const auto json = std::make_shared<bool>(false);
    CLI::App* command = program.add_subcommand("info", "Say what a model is");
    options->addTo(*command);
    command->add_flag("--json", *json, "Print one JSON object and nothing else on stdout");
    return [options, json] { return describeModel(*options, *json); };
}

} // namespace saccade::cli
