// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/data_source.h"
#include "core/data/shapes.h"
#include "core/explain/pointing.h"
#include "core/io/model_file.h"
#include "core/values/error.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>

namespace saccade::cli {

namespace {

constexpr int Interrupted = 130;
constexpr std::uint64_t DefaultSeed = 1;

struct Options
{
    std::string model;
    PointingRequest request;
    bool randomised = false;
    std::uint64_t seed = DefaultSeed;
    bool json = false;
};

nlohmann::json scoreJson(const PointingScore& score)
{
    return {{"hit_rate", score.hitRate}, {"mass_inside", score.massInside}};
}

nlohmann::json rowJson(const PointingRow& row)
{
    nlohmann::json json{{"method", row.method}, {"baseline", row.isBaseline}};
    if (!row.refusal.empty()) {
        json["refusal"] = row.refusal;
        return json;
    }
    json.update(scoreJson(row.score));
    if (row.randomised) {
        json["randomised"] = scoreJson(*row.randomised);
        json["rank_correlation"] =
            row.rankCorrelation ? nlohmann::json(*row.rankCorrelation) : nlohmann::json();
    }
    return json;
}

nlohmann::json gameJson(const PointingGame& game, const Options& options)
{
    nlohmann::json rows = nlohmann::json::array();
    for (const PointingRow& row : game.rows)
        rows.push_back(rowJson(row));
    nlohmann::json json{{"model", options.model},
                        {"pictures", game.pictures},
                        {"object_share", game.objectShare},
                        {"rows", rows}};
    if (options.randomised)
        json["seed"] = options.seed;
    return json;
}

void printTable(const PointingGame& game, const Options& options)
{
    std::printf("%d test pictures of Shapes; the object covers %.1f %% of one\n\n"
                "method                 hit rate    mass%s\n",
                game.pictures, game.objectShare * 100,
                options.randomised ? "   random weights: hit rate    mass   rank correlation" : "");
    for (const PointingRow& row : game.rows) {
        if (!row.refusal.empty()) {
            std::printf("%-21s  %s\n", row.method.c_str(), row.refusal.c_str());
            continue;
        }
        std::printf("%-21s  %6.1f %%  %4.1f %%", row.method.c_str(), row.score.hitRate * 100,
                    row.score.massInside * 100);
        if (row.randomised) {
            std::printf("                 %6.1f %%  %4.1f %%   ", row.randomised->hitRate * 100,
                        row.randomised->massInside * 100);
            if (row.rankCorrelation)
                std::printf("%16.3f", *row.rankCorrelation);
            else
                std::printf("%16s", "-");
        }
        std::printf("%s\n", row.isBaseline ? "  baseline" : "");
    }
}

int run(Options options)
{
    if (options.randomised)
        options.request.weightsSeed = options.seed;
    const ModelPtr model = loadModel(options.model);
    PointingGame game;
    RunControl control;
    try {
        ProgressLine line;
        const InterruptGuard guard(control);
        // A picture is a function of seed, split and index: the training pictures are not needed.
        const DatasetPtr data = makeShapes(ShapesSeed, 0, options.request.count);
        game = pointingGame(model, *data, options.request, control, line.function());
    } catch (const Error&) {
        if (wasInterrupted())
            return Interrupted;
        throw;
    }
    if (options.json)
        std::printf("%s\n", gameJson(game, options).dump().c_str());
    else
        printTable(game, options);
    return 0;
}

std::vector<std::string> methodNames()
{
    std::vector<std::string> names;
    for (const MethodInfo& method : methods())
        names.emplace_back(method.name);
    return names;
}

} // namespace

Command addPointing(CLI::App& program)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("pointing", "Measure on Shapes how often each method points at the object");
    command->add_option("--model", options->model, "Run, model folder or .safetensors file of Shapes")
        ->required();
    command->add_option("--count", options->request.count, "Test pictures, from the first on")
        ->check(CLI::Range(1, ShapesTestCount));
    command->add_option("--method", options->request.methods, "Only this one; may be repeated")
        ->expected(1)
        ->take_all()
        ->check(CLI::IsMember(methodNames()));
    auto* randomised =
        command->add_flag("--randomised", options->randomised,
                          "The same with random weights, and how alike each method's maps are");
    command->add_option("--seed", options->seed, "Of the random weights")->needs(randomised);
    command->add_flag("--json", options->json, "Print one JSON object and nothing else on stdout");
    return [options] { return run(*options); };
}

} // namespace saccade::cli
