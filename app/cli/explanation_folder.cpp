// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/explanation_folder.h"

#include "core/io/npy.h"
#include "core/platform/atomic_file.h"
#include "core/render/overlay.h"
#include "core/render/png.h"
#include "core/values/error.h"

#include <nlohmann/json.hpp>

namespace saccade::cli {

namespace fs = std::filesystem;

namespace {

constexpr int OverlaySide = 512; // pixels
constexpr double OverlayOpacity = 0.65;

std::string queryName(const AttentionMaps& maps, int token)
{
    if (maps.hasCls() && token == 0)
        return "cls";
    const int patch = token - maps.prefixTokens;
    return std::to_string(patch / maps.gridColumns) + ',' + std::to_string(patch % maps.gridColumns);
}

nlohmann::json writeMap(const ExplanationToWrite& what, int layer, int head, const fs::path& folder)
{
    const AttentionMaps& maps = what.explanation.attention;
    const auto map = maps.patches(layer, head, what.query);
    const std::string name = what.method + "_layer" + std::to_string(layer) + "_head" + std::to_string(head);
    writeNpy(folder / (name + ".npy"), map, {maps.gridRows, maps.gridColumns});
    const Image drawn = overlay(what.picture, map, maps.gridRows, maps.gridColumns, scaleOf(map),
                                ColourMap::Inferno, OverlayOpacity, true, OverlaySide);
    writeFileAtomically(folder / (name + ".png"), encodePng(drawn));
    return {{"file", name + ".npy"},
            {"picture", name + ".png"},
            {"layer", layer},
            {"head", head},
            {"query", queryName(maps, what.query)},
            {"class", what.classIndex},
            {"shape", {maps.gridRows, maps.gridColumns}},
            {"mass_on_cls", maps.clsMass(layer, head, what.query)},
            {"mass_on_registers", maps.registerMass(layer, head, what.query)}};
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
    for (int layer = 0; layer < maps.layers; ++layer)
        for (int head = 0; head < maps.heads; ++head)
            if (what.layer.value_or(layer) == layer && what.head.value_or(head) == head)
                list.push_back(writeMap(what, layer, head, folder));
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
