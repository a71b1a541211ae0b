// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/out/session.h"

#include "core/values/json_fields.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>

namespace saccade::ui {

namespace {

using nlohmann::json;

/// Raised when a file can no longer be read by the program before.
constexpr int Version = 1;

constexpr Words<PictureFit> Fits{{PictureFit::Crop, "crop"}, {PictureFit::Letterbox, "letterbox"}};
constexpr Words<Split> Splits{{Split::Train, "train"}, {Split::Test, "test"}};
constexpr Words<PatchFill> Fills{{PatchFill::Zero, "zero"},
                                 {PatchFill::Mean, "mean"},
                                 {PatchFill::Blur, "blur"},
                                 {PatchFill::Noise, "noise"}};
constexpr Words<HeadFuse> Fuses{{HeadFuse::Mean, "mean"}, {HeadFuse::Max, "max"}, {HeadFuse::Min, "min"}};
constexpr Words<HeadOrder> Orders{{HeadOrder::AsBuilt, "as built"},
                                  {HeadOrder::Entropy, "entropy"},
                                  {HeadOrder::Distance, "distance"},
                                  {HeadOrder::ShareOnCls, "share on CLS"}};
constexpr Words<ColourMap> Colours{{ColourMap::Inferno, "inferno"},
                                   {ColourMap::Magma, "magma"},
                                   {ColourMap::Viridis, "viridis"},
                                   {ColourMap::Grey, "grey"},
                                   {ColourMap::BlueWhiteOrange, "blue-white-orange"},
                                   {ColourMap::BlueDarkOrange, "blue-dark-orange"}};

/// "cls" or "ROW,COLUMN".
std::string queryWord(const Query& query)
{
    return query.cls ? "cls" : std::to_string(query.row) + ',' + std::to_string(query.column);
}

Query readQuery(const std::string& word, const std::string& field)
{
    if (word == "cls")
        return Query::ofCls();
    int row = -1;
    int column = -1;
    const char* const end = word.data() + word.size();
    const auto first = std::from_chars(word.data(), end, row);
    if (first.ec == std::errc() && first.ptr != end && *first.ptr == ',') {
        const auto second = std::from_chars(first.ptr + 1, end, column);
        if (second.ec == std::errc() && second.ptr == end && row >= 0 && column >= 0)
            return Query::ofPatch(row, column);
    }
    throw Error::badInput(field, "cls or ROW,COLUMN", '"' + word.substr(0, 40) + '"');
}

json pictureJson(const Session& session)
{
    if (session.picture)
        return {{"split", wordFor(session.picture->split, Splits)}, {"index", session.picture->index}};
    return {
        {"file", session.pictureFile}, {"name", session.pictureName}, {"fit", wordFor(session.fit, Fits)}};
}

json lookJson(const Session& session)
{
    return {{"colours", wordFor(session.colourMap, Colours)},
            {"signed_colours", wordFor(session.signedColourMap, Colours)},
            {"opacity", session.opacity},
            {"smooth", session.isSmooth},
            {"shared_scale", session.scale.shared},
            {"from_lowest", session.scale.fromLowest}};
}

json methodJson(const Session& session)
{
    json method{
        {"name", session.method}, {"fuse", wordFor(session.fuse, Fuses)}, {"discard", session.discard}};
    if (session.classIndex)
        method["class"] = *session.classIndex;
    if (session.against)
        method["against"] = *session.against;
    return method;
}

json interventionJson(const Intervention& intervention)
{
    json heads = json::array();
    for (const HeadScale& scale : intervention.heads)
        heads.push_back({{"layer", scale.layer}, {"head", scale.head}, {"factor", scale.factor}});
    return {{"heads", heads}, {"patches", intervention.patches}, {"fill", wordFor(intervention.fill, Fills)}};
}

/// A part of the session; an empty object where the file has none.
json part(const json& all, const char* name)
{
    return all.contains(name) ? all.at(name) : json::object();
}

std::optional<int> readIndex(JsonFields& fields, const char* field)
{
    int index = -1;
    fields.read(field, index);
    return index < 0 ? std::nullopt : std::optional(index);
}

/// A finite number of the range.
void require(bool fits, const std::string& field, const char* expected)
{
    if (!fits)
        throw Error::badInput(field, expected, "something else");
}

void readPicture(const json& all, const std::string& name, Session& session)
{
    const json picture = part(all, "picture");
    JsonFields fields(picture, name + ": picture");
    PictureRef ref;
    ref.index = -1;
    fields.readWord("split", ref.split, Splits).read("index", ref.index);
    fields.read("name", session.pictureName);
    fields.read("file", session.pictureFile).readWord("fit", session.fit, Fits);
    if (session.pictureFile.empty() && ref.index >= 0)
        session.picture = ref;
}

void readAttention(const json& all, const std::string& name, Session& session)
{
    const json attention = part(all, "attention");
    JsonFields fields(attention, name + ": attention");
    std::string query;
    fields.read("layer", session.layer).read("head", session.head);
    fields.read("query", query).read("pinned", session.isPinned);
    if (!query.empty())
        session.query = readQuery(query, name + ": attention.query");
    const json method = part(all, "method");
    JsonFields asked(method, name + ": method");
    asked.read("name", session.method).readWord("fuse", session.fuse, Fuses);
    asked.read("discard", session.discard);
    methodInfo(session.method);
    require(session.discard >= 0.0 && session.discard < 1.0, name + ": method.discard", "0 to below 1");
    session.classIndex = readIndex(asked, "class");
    session.against = readIndex(asked, "against");
}

Intervention readIntervention(const json& all, const std::string& name)
{
    const json changes = part(all, "intervention");
    const std::string what = name + ": intervention";
    Intervention result;
    JsonFields(changes, what).readWord("fill", result.fill, Fills);
    const json none = json::array();
    const json& heads = changes.contains("heads") ? changes.at("heads") : none;
    const json& patches = changes.contains("patches") ? changes.at("patches") : none;
    require(heads.is_array(), what + ".heads", "a list");
    require(patches.is_array(), what + ".patches", "a list");
    for (const json& head : heads) {
        HeadScale scale;
        JsonFields(head, what + ".heads")
            .read("layer", scale.layer)
            .read("head", scale.head)
            .read("factor", scale.factor);
        require(scale.layer >= 0 && scale.head >= 0 && scale.factor >= 0.0 && scale.factor <= 2.0,
                what + ".heads", "a layer and a head from 0 on, and a factor from 0 to 2");
        result.setFactor(scale.layer, scale.head, scale.factor);
    }
    for (const json& patch : patches) {
        const bool fits = patch.is_number_integer() && patch.get<double>() >= 0.0 &&
                          patch.get<double>() <= double(std::numeric_limits<int>::max());
        require(fits, what + ".patches", "whole numbers from 0 on");
        result.setPainted(patch.get<int>(), true);
    }
    return result;
}

void readLook(const json& all, const std::string& name, Session& session)
{
    const json look = part(all, "look");
    JsonFields fields(look, name + ": look");
    fields.readWord("colours", session.colourMap, Colours);
    fields.readWord("signed_colours", session.signedColourMap, Colours);
    fields.read("opacity", session.opacity).read("smooth", session.isSmooth);
    fields.read("shared_scale", session.scale.shared).read("from_lowest", session.scale.fromLowest);
    require(!isSigned(session.colourMap), name + ": look.colours", "colours of unsigned maps");
    require(isSigned(session.signedColourMap), name + ": look.signed_colours", "colours of signed maps");
    const json grid = part(all, "grid");
    JsonFields shown(grid, name + ": grid");
    shown.read("quantity", session.grid.quantity).readWord("order", session.grid.order, Orders);
    shown.read("sinks_left_out", session.grid.sinksLeftOut);
    methodInfo(session.grid.quantity);
}

} // namespace

std::string sessionText(const Session& session)
{
    json attention{{"layer", session.layer}, {"head", session.head}, {"pinned", session.isPinned}};
    if (session.query)
        attention["query"] = queryWord(*session.query);
    const json all{
        {"saccade_session", Version},
        {"dataset", session.dataset},
        {"model", {{"file", session.model}, {"sha256", session.modelHash}, {"heads", session.modelHeads}}},
        {"picture", pictureJson(session)},
        {"attention", attention},
        {"method", methodJson(session)},
        {"intervention", interventionJson(session.intervention)},
        {"grid",
         {{"quantity", session.grid.quantity},
          {"order", wordFor(session.grid.order, Orders)},
          {"sinks_left_out", session.grid.sinksLeftOut}}},
        {"look", lookJson(session)},
        {"workspace", session.workspace}};
    return all.dump(2) + '\n';
}

Session readSessionText(const std::string& text, const std::string& name)
{
    const json all = json::parse(text, nullptr, false);
    if (!all.is_object() || !all.contains("saccade_session"))
        throw Error::badInput(name, "a session", "another file");
    Session session;
    int version = 0;
    JsonFields fields(all, name);
    fields.read("saccade_session", version).read("dataset", session.dataset);
    fields.read("workspace", session.workspace);
    if (version != Version)
        throw Error::badInput(name, "a session of version " + std::to_string(Version),
                              "version " + std::to_string(version));
    const json model = part(all, "model");
    JsonFields(model, name + ": model")
        .read("file", session.model)
        .read("sha256", session.modelHash)
        .read("heads", session.modelHeads);
    readPicture(all, name, session);
    readAttention(all, name, session);
    session.intervention = readIntervention(all, name);
    readLook(all, name, session);
    return session;
}

} // namespace saccade::ui
