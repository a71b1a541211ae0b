// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/explanation_folder.h"

#include "core/io/npy.h"
#include "core/platform/atomic_file.h"
#include "core/render/overlay.h"
#include "core/render/png.h"
#include "core/values/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace saccade::cli {

namespace fs = std::filesystem;

namespace {

constexpr int OverlaySide = 512; // pixels
constexpr double OverlayOpacity = 0.65;

/// "cls" or "ROW,COL"; "patches" for the mean over them; nothing where the method knows no query.
nlohmann::json queryName(const ExplanationToWrite& what, const MethodMap& map)
{
    if (!methodInfo(what.method).takesQuery)
        return nullptr;
    if (!map.query)
        return "patches";
    const AttentionMaps& attention = what.explanation.attention;
    if (attention.hasCls() && *map.query == 0)
        return "cls";
    const int patch = *map.query - attention.prefixTokens;
    return std::to_string(patch / attention.gridColumns) + ',' +
           std::to_string(patch % attention.gridColumns);
}

std::string mapName(const std::string& method, const MethodMap& map)
{
    std::string name = method;
    if (map.layer)
        name += "_layer" + std::to_string(*map.layer);
    if (map.head)
        name += "_head" + std::to_string(*map.head);
    return name;
}

Image drawn(const Image& picture, const MethodMap& map)
{
    Scale scale = scaleOf(map.values);
    if (map.isSigned) { // 0 in the middle of the colours
        scale.maximum = std::max(-scale.minimum, scale.maximum);
        scale.minimum = -scale.maximum;
    }
    return overlay(picture, map.values, map.rows, map.columns, scale,
                   map.isSigned ? ColourMap::BlueWhiteOrange : ColourMap::Inferno, OverlayOpacity, true,
                   OverlaySide);
}

nlohmann::json orNull(const std::optional<int>& number)
{
    return number ? nlohmann::json(*number) : nlohmann::json();
}

nlohmann::json writeMap(const ExplanationToWrite& what, const MethodMap& map, const fs::path& folder)
{
    const std::string name = mapName(what.method, map);
    writeNpy(folder / (name + ".npy"), map.values, {map.rows, map.columns});
    writeFileAtomically(folder / (name + ".png"), encodePng(drawn(what.picture, map)));
    nlohmann::json json{{"file", name + ".npy"},
                        {"picture", name + ".png"},
                        {"layer", orNull(map.layer)},
                        {"head", orNull(map.head)},
                        {"query", queryName(what, map)},
                        {"class", map.classIndex},
                        {"shape", {map.rows, map.columns}},
                        {"signed", map.isSigned},
                        {"computed", map.words}};
    if (map.against)
        json["against"] = *map.against;
    if (what.method == "attention" && map.query) {
        const AttentionMaps& attention = what.explanation.attention;
        json["mass_on_cls"] = attention.clsMass(*map.layer, *map.head, *map.query);
        json["mass_on_registers"] = attention.registerMass(*map.layer, *map.head, *map.query);
    }
    return json;
}

} // namespace

fs::path writeExplanation(const ExplanationToWrite& what, const fs::path& folder)
{
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure)
        throw Error::badInput(folder.string(), "a folder that can be made", failure.message());
    writeFileAtomically(folder / "picture.png", encodePng(what.picture));
    const AttentionMaps& maps = what.explanation.attention;
    nlohmann::json list = nlohmann::json::array();
    for (const MethodMap& map : what.maps)
        list.push_back(writeMap(what, map, folder));
    nlohmann::json json{{"method", what.method},
                        {"class_names", what.classNames},
                        {"logits", what.explanation.logits},
                        {"probabilities", what.explanation.probabilities},
                        {"predicted", what.explanation.predicted()},
                        {"maps", list}};
    if (what.full && !maps.isEmpty()) {
        writeNpy(folder / "attention.npy", maps.values, {maps.layers, maps.heads, maps.tokens, maps.tokens});
        json["attention"] = {{"file", "attention.npy"},
                             {"shape", {maps.layers, maps.heads, maps.tokens, maps.tokens}},
                             {"prefix_tokens", maps.prefixTokens}};
    }
    writeFileAtomically(folder / "explanation.json", std::string_view(json.dump(2) + '\n'));
    return folder / "explanation.json";
}

} // namespace saccade::cli
