// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_info_json.h"

#include "core/values/error.h"

#include <nlohmann/json.hpp>

namespace saccade {

nlohmann::json modelInfoToJson(const ModelInfo& info)
{
    nlohmann::json json{{"program", "saccade"},
                        {"version", SACCADE_VERSION},
                        {"model", info.spec},
                        {"class_names", info.classNames},
                        {"mean", info.normalisation.mean},
                        {"std", info.normalisation.deviation},
                        {"dataset", info.dataset},
                        {"step", info.step}};
    if (info.testAccuracy >= 0)
        json["test_accuracy"] = info.testAccuracy;
    return json;
}

ModelInfo modelInfoFromJson(const nlohmann::json& json, const std::string& path)
{
    try {
        ModelInfo info;
        try {
            info.spec = json.at("model").get<ModelSpec>();
        } catch (const Error& error) {
            throw Error(path + ": " + error.what(), Error::Kind::BadInput);
        }
        info.classNames = json.at("class_names").get<std::vector<std::string>>();
        info.normalisation.mean = json.at("mean").get<std::array<float, 3>>();
        info.normalisation.deviation = json.at("std").get<std::array<float, 3>>();
        info.dataset = json.value("dataset", "");
        info.step = json.value("step", std::int64_t(0));
        info.testAccuracy = json.value("test_accuracy", -1.0);
        if (const auto faults = info.spec.validate(); !faults.empty())
            throw Error(path + ": " + faults.front(), Error::Kind::BadInput);
        if (int(info.classNames.size()) != info.spec.classes)
            throw Error::badInput(path, std::to_string(info.spec.classes) + " class names",
                                  std::to_string(info.classNames.size()));
        for (const float deviation : info.normalisation.deviation)
            if (!(deviation > 0))
                throw Error::badInput(path, "deviations above 0", std::to_string(deviation));
        return info;
    } catch (const nlohmann::json::exception& error) {
        throw Error::badInput(path, "a model's description as this program writes it", error.what());
    }
}

} // namespace saccade
