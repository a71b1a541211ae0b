// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/model_options.h"
#include "app/cli/query_option.h"
#include "app/data_source.h"
#include "core/explain/attention_steps.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <numeric>
#include <vector>

namespace saccade::cli {

namespace {

constexpr std::size_t LinesShown = 8;

struct Options
{
    ModelOptions model;
    std::string data;
    int index = 0;
    std::optional<int> layer;
    int head = 0;
    std::string query;
    bool json = false;
};

std::string tokenName(int token, const ModelSpec& spec)
{
    if (token == 0 && spec.pooling == Pooling::Cls)
        return "cls";
    const int patch = token - spec.prefixTokens();
    if (patch < 0)
        return "register " + std::to_string(token - (spec.pooling == Pooling::Cls ? 1 : 0));
    return std::to_string(patch / spec.gridSide()) + ',' + std::to_string(patch % spec.gridSide());
}

/// A matrix as a list of its rows.
nlohmann::json rows(const std::vector<float>& values, std::size_t width)
{
    nlohmann::json result = nlohmann::json::array();
    for (std::size_t at = 0; at < values.size(); at += width)
        result.push_back(std::vector<float>(values.begin() + std::ptrdiff_t(at),
                                            values.begin() + std::ptrdiff_t(at + width)));
    return result;
}

nlohmann::json jsonOf(const AttentionSteps& steps)
{
    const auto headDim = std::size_t(steps.spec.headDim());
    nlohmann::json tokens = nlohmann::json::array();
    for (int token = 0; token < steps.spec.tokens(); ++token)
        tokens.push_back(tokenName(token, steps.spec));
    return {{"layer", steps.layer},
            {"head", steps.head},
            {"query", tokens[std::size_t(steps.query)]},
            {"query_token", steps.query},
            {"tokens", tokens},
            {"model", steps.spec},
            {"input", steps.input},
            {"normalised", steps.normalised},
            {"q", steps.q},
            {"k", rows(steps.k, headDim)},
            {"v", rows(steps.v, headDim)},
            {"scores", steps.scores},
            {"attention", steps.attention},
            {"head_output", steps.headOutput},
            {"joined", steps.joined},
            {"head_lengths", steps.headLengths},
            {"projected", steps.projected},
            {"attention_sum", steps.attentionSum},
            {"middle", steps.middle},
            {"feed_forward_input", steps.feedForwardInput},
            {"pre_activation", steps.preActivation},
            {"activation", steps.activation},
            {"feed_forward_output", steps.feedForwardOutput},
            {"feed_forward_sum", steps.feedForwardSum},
            {"output", steps.output}};
}

void print(const AttentionSteps& steps)
{
    std::printf("layer %d, head %d, seen from %s\n", steps.layer, steps.head,
                tokenName(steps.query, steps.spec).c_str());
    std::vector<std::size_t> order(steps.attention.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(), [&steps](std::size_t a, std::size_t b) {
        return steps.attention[a] > steps.attention[b];
    });
    order.resize(std::min(order.size(), LinesShown));
    std::printf("%-12s %10s %10s\n", "token", "score", "attention");
    for (const std::size_t token : order)
        std::printf("%-12s %10.4f %10.4f\n", tokenName(int(token), steps.spec).c_str(),
                    double(steps.scores[token]), double(steps.attention[token]));
    for (std::size_t head = 0; head < steps.headLengths.size(); ++head)
        std::printf("head %zu moves the token by %.4f\n", head, double(steps.headLengths[head]));
    std::printf("--json prints every number\n");
}

int run(const Options& options)
{
    const ModelPtr model = options.model.open();
    const ModelSpec& spec = model->info().spec;
    const DatasetPtr data = openDataset(options.data);
    requireBelow("--index", options.index, data->count(Split::Test));
    const int centre = spec.prefixTokens() + (spec.gridSide() / 2) * (spec.gridSide() + 1);
    const int query = queryToken(options.query, spec).value_or(spec.pooling == Pooling::Cls ? 0 : centre);
    const AttentionSteps steps = attentionSteps(model, data->image({Split::Test, options.index}),
                                                options.layer.value_or(spec.depth - 1), options.head, query);
    if (options.json)
        std::printf("%s\n", jsonOf(steps).dump().c_str());
    else
        print(steps);
    return 0;
}

} // namespace

Command addSteps(CLI::App& program)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("steps", "Print self-attention step by step, with the model's own numbers");
    options->model.addTo(*command);
    command->add_option("--data", options->data, "Folder of CIFAR-10, or shapes")->required();
    command->add_option("--index", options->index, "Test picture, from 0")->required();
    command->add_option("--layer", options->layer, "From 0; without it the last");
    command->add_option("--head", options->head, "From 0; without it the first");
    command->add_option("--query", options->query,
                        "cls or ROW,COL: the token that looks; without it CLS, or the centre patch");
    command->add_flag("--json", options->json, "Print every number as one JSON object");
    return [options] { return run(*options); };
}

} // namespace saccade::cli
