// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/explanation_folder.h"
#include "app/cli/model_options.h"
#include "app/data_source.h"
#include "core/explain/explain.h"
#include "core/explain/methods.h"
#include "core/render/image_file.h"
#include "core/render/resize.h"
#include "core/values/error.h"

#include <cstdio>
#include <memory>
#include <optional>

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
};

void requireBelow(const char* option, std::optional<int> value, int bound)
{
    if (value && (*value < 0 || *value >= bound))
        throw Error(std::string(option) + ": expected 0 to " + std::to_string(bound - 1) + ", found " +
                        std::to_string(*value),
                    Error::Kind::Usage);
}

Image pictureFor(const Options& options, const ModelInfo& info)
{
    if (!options.image.empty())
        return resizeToSquare(decodeImageFile(options.image), info.spec.imageSize);
    const DatasetPtr data = openDataset(options.data);
    requireBelow("--index", options.index, data->count(Split::Test));
    return data->image({Split::Test, *options.index});
}

/// The query's token: "cls" or "ROW,COL"; nothing where the person left it open.
std::optional<int> queryToken(const std::string& query, const ModelSpec& spec)
{
    if (query.empty())
        return {};
    if (!spec.hasAttention())
        throw Error("--query: expected a model with attention, found one without", Error::Kind::Usage);
    if (query == "cls") {
        if (spec.pooling != Pooling::Cls)
            throw Error("--query: expected ROW,COL, as this model has no CLS token, found cls",
                        Error::Kind::Usage);
        return 0;
    }
    const int side = spec.gridSide();
    int row = -1;
    int column = -1;
    char rest = 0;
    if (std::sscanf(query.c_str(), "%d,%d%c", &row, &column, &rest) != 2 || row < 0 || row >= side ||
        column < 0 || column >= side)
        throw Error("--query: expected cls or ROW,COL from 0,0 to " + std::to_string(side - 1) + ',' +
                        std::to_string(side - 1) + ", found " + query,
                    Error::Kind::Usage);
    return spec.prefixTokens() + row * side + column;
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
    return names;
}

int run(const Options& options)
{
    if (options.image.empty() != (!options.data.empty() && options.index))
        throw Error("explain: expected either --data with --index, or --image", Error::Kind::Usage);
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
    std::printf("%s\n", writeExplanation(result, options.out).string().c_str());
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
    command->add_option("--method", options->method, "How to look; see README.md")
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
    return [options] { return run(*options); };
}

} // namespace saccade::cli
