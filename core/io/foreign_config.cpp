// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/foreign_config.h"

#include "core/io/json_file.h"
#include "core/values/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace saccade {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

/// A JSON object, empty where there is no file.
json objectIn(const fs::path& path)
{
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        return json::object();
    auto result = jsonIn(path);
    if (!result || !result->is_object())
        throw Error::badInput(path.string(), "a JSON object",
                              result ? result->type_name() : "something else");
    return *std::move(result);
}

/// One object of a file, with the file's name for errors.
class Fields
{
public:
    Fields(const json& object, std::string where)
        : m_object(object)
        , m_where(std::move(where))
    {
    }

    /// Null counts as left out.
    const json* find(const char* field) const
    {
        const auto found = m_object.find(field);
        return found == m_object.end() || found->is_null() ? nullptr : &*found;
    }

    std::optional<double> number(const char* field) const
    {
        const json* value = find(field);
        if (!value)
            return {};
        if (!value->is_number())
            wrong(field, "a number", *value);
        return value->get<double>();
    }

    std::optional<int> count(const char* field) const
    {
        const auto value = number(field);
        if (!value)
            return {};
        if (!(*value >= 1 && *value <= 1e6 && *value == std::floor(*value)))
            wrong(field, "a whole number above 0", *find(field));
        return int(*value);
    }

    std::optional<std::string> word(const char* field) const
    {
        const json* value = find(field);
        if (!value)
            return {};
        if (!value->is_string())
            wrong(field, "a word", *value);
        return value->get<std::string>();
    }

    /// One number a channel.
    std::optional<std::array<float, 3>> channels(const char* field) const
    {
        const json* value = find(field);
        if (!value)
            return {};
        const bool fits =
            value->is_array() && value->size() == 3 &&
            std::all_of(value->begin(), value->end(), [](const json& number) { return number.is_number(); });
        if (!fits)
            wrong(field, "three numbers, as for pictures of three channels", *value);
        return value->get<std::array<float, 3>>();
    }

    Fields inside(const char* field) const
    {
        static const json nothing = json::object();
        const json* value = find(field);
        if (value && !value->is_object())
            wrong(field, "an object", *value);
        return {value ? *value : nothing, m_where + ": " + field};
    }

    [[noreturn]] void wrong(const char* field, const std::string& expected, const json& found) const
    {
        throw Error::badInput(m_where + ": " + field, expected,
                              found.is_structured() ? found.type_name() : found.dump().substr(0, 60));
    }

private:
    const json& m_object;
    std::string m_where;
};

void readActivation(const Fields& fields, const char* field, ForeignConfig& result)
{
    const auto word = fields.word(field);
    if (!word)
        return;
    if (*word == "gelu")
        result.activation = Activation::Gelu;
    else if (*word == "relu")
        result.activation = Activation::Relu;
    else
        fields.wrong(field, "gelu (by the error function, not by tanh) or relu", *fields.find(field));
}

void readNormalisation(const Fields& fields, const char* mean, const char* deviation, const char* file,
                       ForeignConfig& result)
{
    const auto means = fields.channels(mean);
    const auto deviations = fields.channels(deviation);
    if (!means || !deviations)
        return;
    for (const float number : *deviations)
        if (!(number > 0))
            fields.wrong(deviation, "numbers above 0", *fields.find(deviation));
    result.normalisation = Normalisation{*means, *deviations};
    result.normalisationFrom = file;
}

/// id2label: {"0": "tench", …}. Nothing where a number is missing.
std::vector<std::string> labelsById(const Fields& fields)
{
    const json* labels = fields.find("id2label");
    if (!labels || !labels->is_object())
        return {};
    std::vector<std::string> result;
    for (std::size_t i = 0; i < labels->size(); ++i) {
        const auto found = labels->find(std::to_string(i));
        if (found == labels->end() || !found->is_string())
            return {};
        result.push_back(found->get<std::string>());
    }
    return result;
}

std::vector<std::string> labelList(const Fields& fields)
{
    const json* labels = fields.find("label_names");
    if (!labels || !labels->is_array() ||
        !std::all_of(labels->begin(), labels->end(), [](const json& label) { return label.is_string(); }))
        return {};
    return labels->get<std::vector<std::string>>();
}

void readTimm(const Fields& config, ForeignConfig& result)
{
    const Fields arguments = config.inside("model_args");
    if (const auto heads = arguments.count("num_heads"))
        result.heads = heads;
    readActivation(arguments, "act_layer", result);
    for (const Fields& fields : {config, arguments})
        if (const auto pool = fields.word("global_pool"))
            result.meanPooling = *pool == "avg";
    const Fields pretrained = config.inside("pretrained_cfg");
    for (const Fields& fields : {config, pretrained}) {
        readNormalisation(fields, "mean", "std", "config.json", result);
        if (auto labels = labelList(fields); !labels.empty())
            result.classNames = std::move(labels);
    }
}

} // namespace

ForeignConfig readForeignConfig(const fs::path& folder)
{
    ForeignConfig result;
    const fs::path configPath = folder / "config.json";
    const json config = objectIn(configPath);
    const Fields fields(config, configPath.string());
    result.heads = fields.count("num_attention_heads");
    result.normEpsilon = fields.number("layer_norm_eps");
    readActivation(fields, "hidden_act", result);
    result.classNames = labelsById(fields);
    readTimm(fields, result);

    const fs::path processorPath = folder / "preprocessor_config.json";
    const json processor = objectIn(processorPath);
    const Fields processing(processor, processorPath.string());
    const json* normalise = processing.find("do_normalize");
    if (normalise && normalise->is_boolean() && !normalise->get<bool>()) {
        result.normalisation = Normalisation{{0, 0, 0}, {1, 1, 1}};
        result.normalisationFrom = "preprocessor_config.json";
    } else {
        readNormalisation(processing, "image_mean", "image_std", "preprocessor_config.json", result);
    }
    return result;
}

} // namespace saccade
