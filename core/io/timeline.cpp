// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/timeline.h"

#include "core/io/half.h"
#include "core/io/safetensors.h"
#include "core/platform/atomic_file.h"
#include "core/values/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>

namespace saccade {

namespace fs = std::filesystem;

namespace {

using Shape = std::vector<std::int64_t>;

constexpr const char* Index = "timeline.json";
constexpr const char* Pictures = "pictures.safetensors";

std::string text(const Shape& shape)
{
    std::string result;
    for (const std::int64_t extent : shape)
        result += (result.empty() ? "(" : ", ") + std::to_string(extent);
    return result + ")";
}

std::span<const std::byte> tensorBytes(const SafetensorsFile& file, const std::string& name,
                                       const std::string& dtype, const Shape& shape)
{
    const TensorEntry* entry = file.find(name);
    const std::string where = file.path().string();
    if (!entry)
        throw Error::badInput(where, "a tensor \"" + name + '"', "none of this name");
    if (entry->dtype != dtype || entry->shape != shape)
        throw Error::badInput(where + ": tensor \"" + name + '"', dtype + " of shape " + text(shape),
                              entry->dtype + " of shape " + text(entry->shape));
    return file.bytes(*entry);
}

Shape picturesShape(const Timeline& timeline)
{
    const std::int64_t side = timeline.model.imageSize;
    return {std::int64_t(timeline.pins.size()), side, side, 3};
}

Shape logitsShape(const Timeline& timeline)
{
    return {std::int64_t(timeline.pins.size()), timeline.model.classes};
}

Shape attentionShape(const Timeline& timeline)
{
    const ModelSpec& model = timeline.model;
    return {std::int64_t(timeline.pins.size()), model.depth, model.heads, model.tokens(), model.tokens()};
}

nlohmann::json momentToJson(const TimelineMoment& moment)
{
    nlohmann::json json{{"step", moment.step}, {"epoch", moment.epoch}, {"loss", nullptr}};
    if (std::isfinite(moment.loss))
        json["loss"] = moment.loss;
    return json;
}

TimelineMoment momentFromJson(const nlohmann::json& json)
{
    TimelineMoment moment;
    moment.step = json.at("step").get<std::int64_t>();
    moment.epoch = json.at("epoch").get<double>();
    if (!json.at("loss").is_null())
        moment.loss = json.at("loss").get<double>();
    return moment;
}

TimelinePin pinFromJson(const nlohmann::json& json, const std::string& path)
{
    const auto split = json.at("split").get<std::string>();
    if (split != "test" && split != "train")
        throw Error::badInput(path, "a split of test or train", '"' + split + '"');
    return {{split == "test" ? Split::Test : Split::Train, json.at("index").get<int>()},
            json.at("label").get<int>(),
            {}};
}

/// What a hand or a fault of the disk may have changed, and what reading a moment relies on.
void requireSense(const Timeline& timeline, const std::string& path)
{
    if (const auto faults = timeline.model.validate(); !faults.empty())
        throw Error(path + ": " + faults.front(), Error::Kind::BadInput);
    const auto pins = timeline.pins.size();
    if (pins < 1 || pins > Timeline::MostPins)
        throw Error::badInput(path, "1 to " + std::to_string(Timeline::MostPins) + " pins",
                              std::to_string(pins));
    const auto classes = std::int64_t(timeline.classNames.size());
    if (classes != timeline.model.classes)
        throw Error::badInput(path, std::to_string(timeline.model.classes) + " class names",
                              std::to_string(classes));
    for (const TimelinePin& pin : timeline.pins)
        if (pin.picture.index < 0 || pin.label < -1 || pin.label >= classes)
            throw Error::badInput(path, "pins with an index and one of the classes", "another pin");
    std::int64_t before = -1;
    for (const TimelineMoment& moment : timeline.moments) {
        if (moment.step <= before)
            throw Error::badInput(path, "steps that grow from 0 on",
                                  std::to_string(moment.step) + " after " + std::to_string(before));
        before = moment.step;
    }
}

void readPictures(Timeline& timeline)
{
    const SafetensorsFile file = SafetensorsFile::read(timeline.folder / Pictures);
    const auto bytes = tensorBytes(file, "pictures", "U8", picturesShape(timeline));
    const int side = timeline.model.imageSize;
    std::size_t at = 0;
    for (TimelinePin& pin : timeline.pins) {
        pin.image = Image(side, side);
        std::memcpy(pin.image.rgb.data(), bytes.data() + at, pin.image.rgb.size());
        at += pin.image.rgb.size();
    }
}

Explanation explanationOf(const ModelSpec& model, std::span<const float> logits,
                          std::span<const std::byte> attention)
{
    Explanation result;
    result.logits.assign(logits.begin(), logits.end());
    const double highest = *std::max_element(logits.begin(), logits.end());
    double sum = 0.0;
    for (const float logit : logits)
        sum += std::exp(double(logit) - highest);
    for (const float logit : logits)
        result.probabilities.push_back(float(std::exp(double(logit) - highest) / sum));
    if (attention.empty())
        return result;
    AttentionMaps& maps = result.attention;
    maps.layers = model.depth;
    maps.heads = model.heads;
    maps.tokens = model.tokens();
    maps.prefixTokens = model.prefixTokens();
    maps.registers = model.registers;
    maps.gridRows = maps.gridColumns = model.gridSide();
    maps.values.resize(attention.size() / sizeof(std::uint16_t));
    for (std::size_t i = 0; i < maps.values.size(); ++i) {
        std::uint16_t bits = 0;
        std::memcpy(&bits, attention.data() + i * sizeof(bits), sizeof(bits));
        maps.values[i] = fromHalf(bits);
    }
    return result;
}

} // namespace

Timeline readTimeline(const fs::path& runOrFolder)
{
    std::error_code ignored;
    fs::path folder = runOrFolder;
    if (!fs::exists(folder / Index, ignored))
        folder /= "timeline";
    const fs::path path = folder / Index;
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        throw Error::badInput(runOrFolder.string(),
                              "a run whose pinned pictures were recorded (timeline/timeline.json)", "none");
    Timeline timeline;
    timeline.folder = folder;
    try {
        const auto json = nlohmann::json::parse(stream);
        if (json.at("program") != "saccade")
            throw Error::badInput(path.string(), "a timeline that this program wrote", "another one");
        timeline.model = json.at("model").get<ModelSpec>();
        timeline.dataset = json.at("dataset").get<std::string>();
        timeline.classNames = json.at("class_names").get<std::vector<std::string>>();
        for (const auto& pin : json.at("pins"))
            timeline.pins.push_back(pinFromJson(pin, path.string()));
        for (const auto& moment : json.at("moments"))
            timeline.moments.push_back(momentFromJson(moment));
    } catch (const nlohmann::json::exception& error) {
        throw Error::badInput(path.string(), "a timeline as this program writes it", error.what());
    } catch (const Error& error) {
        const std::string sentence = error.what();
        const bool namesIt = sentence.rfind(path.string(), 0) == 0;
        throw Error(namesIt ? sentence : path.string() + ": " + sentence, Error::Kind::BadInput);
    }
    requireSense(timeline, path.string());
    readPictures(timeline);
    return timeline;
}

TimelineFrame readTimelineFrame(const Timeline& timeline, std::size_t moment)
{
    TimelineFrame frame{timeline.moments.at(moment), {}};
    const SafetensorsFile file = SafetensorsFile::read(timelineFile(timeline, frame.moment.step));
    const auto logitBytes = tensorBytes(file, "logits", "F32", logitsShape(timeline));
    std::vector<float> logits(logitBytes.size() / sizeof(float));
    std::memcpy(logits.data(), logitBytes.data(), logitBytes.size());
    std::span<const std::byte> attention;
    if (timeline.model.hasAttention())
        attention = tensorBytes(file, "attention", "F16", attentionShape(timeline));
    const std::size_t pins = timeline.pins.size();
    const std::size_t classes = logits.size() / pins;
    const std::size_t each = attention.size() / pins;
    for (std::size_t pin = 0; pin < pins; ++pin)
        frame.pictures.push_back(explanationOf(timeline.model,
                                               std::span(logits).subspan(pin * classes, classes),
                                               attention.subspan(pin * each, each)));
    return frame;
}

fs::path timelineFile(const Timeline& timeline, std::int64_t step)
{
    char name[48];
    std::snprintf(name, sizeof(name), "step-%09lld.safetensors", static_cast<long long>(step));
    return timeline.folder / name;
}

void writeTimelinePictures(const Timeline& timeline)
{
    std::error_code failure;
    fs::create_directories(timeline.folder, failure);
    if (failure)
        throw Error(timeline.folder.string() + ": could not be made (" + failure.message() + ")");
    std::vector<std::uint8_t> bytes;
    for (const TimelinePin& pin : timeline.pins)
        bytes.insert(bytes.end(), pin.image.rgb.begin(), pin.image.rgb.end());
    writeSafetensors(timeline.folder / Pictures,
                     {{"pictures", "U8", picturesShape(timeline), std::as_bytes(std::span(bytes))}}, {});
}

void writeTimelineFrame(const Timeline& timeline, const TimelineMoment& moment, std::span<const float> logits,
                        std::span<const std::byte> attention)
{
    std::vector<TensorToWrite> tensors{{"logits", "F32", logitsShape(timeline), std::as_bytes(logits)}};
    if (!attention.empty())
        tensors.push_back({"attention", "F16", attentionShape(timeline), attention});
    writeSafetensors(timelineFile(timeline, moment.step), std::move(tensors),
                     {{"moment", momentToJson(moment).dump()}});
}

void writeTimelineIndex(const Timeline& timeline)
{
    nlohmann::json pins = nlohmann::json::array();
    for (const TimelinePin& pin : timeline.pins)
        pins.push_back({{"split", pin.picture.split == Split::Test ? "test" : "train"},
                        {"index", pin.picture.index},
                        {"label", pin.label}});
    nlohmann::json moments = nlohmann::json::array();
    for (const TimelineMoment& moment : timeline.moments)
        moments.push_back(momentToJson(moment));
    const nlohmann::json json{
        {"program", "saccade"},         {"version", SACCADE_VERSION},         {"model", timeline.model},
        {"dataset", timeline.dataset},  {"class_names", timeline.classNames}, {"pins", std::move(pins)},
        {"moments", std::move(moments)}};
    writeFileAtomically(timeline.folder / Index, std::string_view(json.dump(1) + '\n'));
}

} // namespace saccade
