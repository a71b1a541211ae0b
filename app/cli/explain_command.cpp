// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/explanation_folder.h"
#include "app/cli/model_options.h"
#include "app/cli/query_option.h"
#include "app/cli/scoreboard_folder.h"
#include "app/data_source.h"
#include "core/explain/explain.h"
#include "core/explain/methods.h"
#include "core/explain/scoreboard.h"
#include "core/render/image_file.h"
#include "core/render/resize.h"
#include "core/values/error.h"

#include <cstdio>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>

namespace saccade::cli {

namespace {

struct Options
{
    ModelOptions model;
    std::string data;
    std::optional<int> index;
    std::string image;
    std::string method;
    std::optional<int> layer;
    std::optional<int> head;
    std::string query;
    std::optional<int> classIndex;
    std::optional<int> against;
    std::string fuse;
    std::optional<double> discard;
    bool full = false;
    std::string out;
    bool json = false;
};

constexpr const char* ScoreboardName = "scoreboard"; // beside the names of methods()
constexpr int Interrupted = 130;

Image pictureFor(const Options& options, const ModelInfo& info)
{
    if (!options.image.empty())
        return resizeToSquare(decodeImageFile(options.image), info.spec.imageSize);
    const DatasetPtr data = openDataset(options.data);
    requireBelow("--index", options.index, data->count(Split::Test));
    return data->image({Split::Test, *options.index});
}

MethodRequest requestFor(const Options& options, const ModelSpec& spec)
{
    MethodRequest request;
    request.method = options.method;
    request.layer = options.layer;
    request.head = options.head;
    request.query = queryToken(options.query, spec);
    request.classIndex = options.classIndex;
    request.against = options.against;
    if (!options.fuse.empty())
        request.fuse = headFuse(options.fuse);
    request.discard = options.discard;
    requireFits(request, spec);
    return request;
}

std::vector<std::string> methodNames()
{
    std::vector<std::string> names;
    for (const MethodInfo& method : methods())
        names.emplace_back(method.name);
    names.emplace_back(ScoreboardName);
    return names;
}

/// The scoreboard asks every method in its own way.
void requireNoWay(const Options& options)
{
    const auto require = [](bool given, const char* option) {
        if (given)
            throw Error(std::string(option) + ": expected a method that reads it, found " + ScoreboardName,
                        Error::Kind::Usage);
    };
    require(options.layer.has_value(), "--layer");
    require(options.head.has_value(), "--head");
    require(!options.query.empty(), "--query");
    require(options.against.has_value(), "--against");
    require(!options.fuse.empty(), "--fuse");
    require(options.discard.has_value(), "--discard");
    require(options.full, "--full");
}

int runScoreboard(const Options& options)
{
    requireNoWay(options);
    const ModelPtr model = options.model.open();
    ScoreboardToWrite result;
    result.picture = pictureFor(options, model->info());
    result.classNames = model->info().classNames;
    RunControl control;
    try {
        ProgressLine line;
        const InterruptGuard guard(control);
        result.board = scoreboard(model, result.picture, options.classIndex, control, line.function());
    } catch (const Error&) {
        if (wasInterrupted())
            return Interrupted;
        throw;
    }
    const auto file = writeScoreboard(result, options.out);
    std::printf("%s\n", options.json ? scoreboardJson(result).dump().c_str()
                                     : (scoreboardTable(result) + file.string()).c_str());
    return 0;
}

/// A file of JSON as it stands.
void printFile(const std::filesystem::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    std::printf("%s", text.str().c_str());
}

int run(const Options& options)
{
    if (options.image.empty() != (!options.data.empty() && options.index))
        throw Error("explain: expected either --data with --index, or --image", Error::Kind::Usage);
    if (options.method == ScoreboardName)
        return runScoreboard(options);
    const ModelPtr model = options.model.open();
    const ModelInfo& info = model->info();
    const MethodRequest request = requestFor(options, info.spec);

    ExplanationToWrite result;
    result.picture = pictureFor(options, info);
    result.explanation = explain(model, result.picture);
    result.maps = computeMethod(model, result.picture, request);
    result.classNames = info.classNames;
    result.method = options.method;
    result.full = options.full;
    const auto file = writeExplanation(result, options.out);
    if (options.json)
        printFile(file);
    else
        std::printf("%s\n", file.string().c_str());
    return 0;
}

} // namespace

Command addExplain(CLI::App& program)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("explain", "Write where a model looks on a picture");
    options->model.addTo(*command);
    auto* data = command->add_option("--data", options->data, "Folder of CIFAR-10, or shapes");
    command->add_option("--index", options->index, "Test picture, from 0")->needs(data);
    command->add_option("--image", options->image, "Any picture file")->excludes(data);
    command
        ->add_option("--method", options->method,
                     "How to look, see README.md; scoreboard: how much each way of looking is worth")
        ->required()
        ->check(CLI::IsMember(methodNames()));
    command->add_option("--layer", options->layer,
                        "From 0; without it every layer, or the last where a method reads up to one");
    command->add_option("--head", options->head, "From 0; without it every head");
    command->add_option("--query", options->query,
                        "cls or ROW,COL: the token that looks; without it CLS, or the mean over the patches");
    command->add_option("--class", options->classIndex,
                        "From 0; without it the predicted one (attention is the same for every class)");
    command->add_option("--against", options->against, "contrast: the class to compare with");
    command->add_option("--fuse", options->fuse, "rollout, flow: mean, max or min over the heads");
    command->add_option("--discard", options->discard,
                        "rollout, flow, gradient-rollout: share of each row to zero, from the lowest");
    command->add_flag("--full", options->full,
                      "Also write attention.npy: every layer and head, (L, H, N, N)");
    command->add_option("--out", options->out, "Folder to write")->required();
    command->add_flag("--json", options->json, "Print one JSON object and nothing else on stdout");
    return [options] { return run(*options); };
}

} // namespace saccade::cli
