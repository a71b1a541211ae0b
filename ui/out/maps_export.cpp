// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/out/maps_export.h"

#include "core/values/error.h"
#include "ui/out/whole_file.h"
#include "ui/window/path_field.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>
#include <QFileInfo>

namespace saccade::ui {

namespace {

using nlohmann::json;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(saccade::ui::OutActions)
};

json orNull(const std::optional<int>& number)
{
    return number ? json(*number) : json();
}

MapsToSave attentionOf(const std::shared_ptr<const Explanation>& explanation)
{
    const AttentionMaps& maps = explanation->attention;
    MapsToSave result;
    result.owner = explanation;
    result.values = maps.values;
    result.shape = {maps.layers, maps.heads, maps.tokens, maps.tokens};
    json about;
    about["what"] = "attention";
    about["axes"] = {"layer", "head", "query token", "key token"};
    about["prefix_tokens"] = maps.prefixTokens;
    about["registers"] = maps.registers;
    about["grid"] = {maps.gridRows, maps.gridColumns};
    result.about = about.dump();
    return result;
}

json aboutMap(const MethodMap& map)
{
    json about;
    about["layer"] = orNull(map.layer);
    about["head"] = orNull(map.head);
    about["query_token"] = orNull(map.query);
    about["class"] = map.classIndex;
    about["against"] = orNull(map.against);
    about["signed"] = map.isSigned;
    about["computed"] = map.words;
    return about;
}

MapsToSave methodOf(const MethodResult& method)
{
    const MethodMap& first = method.maps.front();
    MapsToSave result;
    json list = json::array();
    for (const MethodMap& map : method.maps) {
        if (map.rows != first.rows || map.columns != first.columns)
            throw Error(
                Words::tr("The maps are not all of one size, so that they make no array.").toStdString());
        result.own.insert(result.own.end(), map.values.begin(), map.values.end());
        list.push_back(aboutMap(map));
    }
    result.shape = {std::int64_t(method.maps.size()), first.rows, first.columns};
    json about;
    about["what"] = method.request.method;
    about["axes"] = {"map", "row", "column"};
    about["maps"] = list;
    result.about = about.dump();
    return result;
}

} // namespace

std::optional<MapsToSave> mapsOf(const Scene& scene)
{
    if (scene.method)
        return scene.method->maps.empty() ? std::nullopt : std::optional(methodOf(*scene.method));
    return scene.maps() ? std::optional(attentionOf(scene.explanation)) : std::nullopt;
}

void writeMaps(const MapsToSave& maps, Session session, const QString& path,
               const decltype(Services::saveMaps)& save)
{
    const QFileInfo file(path);
    const QString npy = file.absolutePath() + '/' + file.completeBaseName() + QStringLiteral(".npy");
    if (!session.model.empty())
        session.modelHash = fileHash(QString::fromStdString(session.model)).toStdString();
    json about = json::parse(maps.about);
    about["file"] = QFileInfo(npy).fileName().toStdString();
    about["shape"] = maps.shape;
    about["settings"] = json::parse(sessionText(session));
    save(toPath(npy), maps.own.empty() ? maps.values : std::span<const float>(maps.own), maps.shape,
         about.dump(2) + '\n');
}

} // namespace saccade::ui
