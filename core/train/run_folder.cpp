// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/run_folder.h"

#include "core/data/content_hash.h"
#include "core/platform/atomic_file.h"
#include "core/train/layer_table.h"
#include "core/values/error.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <sstream>

namespace saccade {

namespace fs = std::filesystem;

namespace {

constexpr const char* Header = "step,epoch,seconds,learning_rate,gradient_norm,images_per_second,train_loss,"
                               "train_accuracy,validation_loss,validation_accuracy,test_loss,test_accuracy,"
                               "spike";

void appendLine(const fs::path& file, const std::string& line)
{
    std::ofstream stream(file, std::ios::app | std::ios::binary);
    stream << line << '\n';
    stream.flush();
    if (!stream)
        throw Error(file.string() + ": could not be written (is the disk full?)");
}

std::string described(int images)
{
    return " with " + std::to_string(images) + " training images";
}

void dropRows(const fs::path& file, const char* header, std::int64_t lastStep)
{
    std::ifstream stream(file);
    std::string kept = std::string(header) + '\n';
    std::string line;
    while (std::getline(stream, line)) {
        const bool wholeRow =
            !stream.eof() && !line.empty() && std::isdigit(static_cast<unsigned char>(line[0]));
        if (wholeRow && std::strtoll(line.c_str(), nullptr, 10) <= lastStep)
            kept += line + '\n';
    }
    stream.close();
    writeFileAtomically(file, std::string_view(kept));
}

} // namespace

RunFolder::RunFolder(fs::path path)
    : m_path(std::move(path))
    , m_json(std::make_shared<nlohmann::json>())
{
}

RunFolder RunFolder::create(const TrainRequest& request)
{
    std::error_code failure;
    if (fs::exists(request.folder / "run.json", failure))
        throw Error::badInput(request.folder.string(), "a new folder (or to resume)",
                              "a run that is already there");
    fs::create_directories(request.folder / "checkpoints", failure);
    if (failure)
        throw Error::badInput(request.folder.string(), "a folder that can be made", failure.message());
    RunFolder run(request.folder);
    *run.m_json = {{"program", "saccade"},
                   {"version", SACCADE_VERSION},
                   {"preset", request.preset},
                   {"model", request.model},
                   {"train", request.train},
                   {"data",
                    {{"name", request.data->name},
                     {"source", request.data->source},
                     {"train_images", request.data->trainCount},
                     {"test_images", request.data->testCount},
                     {"content", contentHash(*request.data)}}}};
    if (request.from)
        (*run.m_json)["from"] = request.fromName;
    run.setStatus("running");
    dropRows(run.m_path / "metrics.csv", Header, -1);
    dropRows(run.m_path / "layers.csv", LayerTableHeader, -1);
    return run;
}

RunFolder RunFolder::open(const fs::path& folder)
{
    const fs::path file = folder / "run.json";
    std::ifstream stream(file);
    if (!stream)
        throw Error::badInput(folder.string(), "a run folder with a run.json", "none");
    RunFolder run(folder);
    *run.m_json = nlohmann::json::parse(stream, nullptr, false);
    if (!run.m_json->is_object() || run.m_json->value("program", "") != "saccade" ||
        !run.m_json->contains("model") || !run.m_json->contains("train") || !run.m_json->contains("data"))
        throw Error::badInput(file.string(), "a run's description as this program writes it",
                              "something else");
    try {
        run.model();
        run.train();
        run.preset();
        run.from();
        run.dataDescription();
    } catch (const std::exception& error) {
        throw Error::badInput(file.string(), "a run's description as this program writes it", error.what());
    }
    return run;
}

ModelSpec RunFolder::model() const
{
    return json().at("model").get<ModelSpec>();
}

TrainSpec RunFolder::train() const
{
    return json().at("train").get<TrainSpec>();
}

std::string RunFolder::preset() const
{
    return json().value("preset", "");
}

std::string RunFolder::from() const
{
    return json().value("from", "");
}

RunFolder::DataDescription RunFolder::dataDescription() const
{
    const auto& known = json().at("data");
    return {known.value("name", "") + described(known.value("train_images", 0)),
            known.value("content", "")}; // runs of earlier versions have none
}

void RunFolder::requireSameData(const Dataset& data) const
{
    const auto [before, content] = dataDescription();
    const std::string now = data.name + described(data.trainCount);
    if (before != now)
        throw Error::badInput(m_path.string(), before + ", as the run began with", now);
    if (!content.empty() && content != contentHash(data))
        throw Error::badInput(m_path.string(),
                              before + " whose content is " + content + ", as the run began with",
                              "pictures or labels whose content is " + contentHash(data));
}

void RunFolder::append(const BatchReport& report)
{
    std::ostringstream line;
    line.precision(9);
    line << report.step << ',' << report.epoch() << ',' << report.seconds << ',' << report.learningRate << ','
         << report.gradientNorm << ',' << report.imagesPerSecond << ',' << report.loss << ','
         << report.accuracy << ",,,,,";
    if (report.spike)
        line << report.spike->step;
    appendLine(m_path / "metrics.csv", line.str());
}

void RunFolder::append(const EpochReport& report)
{
    std::ostringstream line;
    line.precision(9);
    const auto field = [](double value) {
        std::ostringstream text;
        text.precision(9);
        if (std::isfinite(value))
            text << value;
        return text.str();
    };
    line << report.step << ',' << report.epoch << ',' << report.seconds << ',' << report.learningRate << ",,"
         << report.imagesPerSecond << ',' << report.trainLoss << ',' << report.trainAccuracy << ','
         << field(report.validationLoss) << ',' << field(report.validationAccuracy) << ','
         << field(report.testLoss) << ',' << field(report.testAccuracy) << ',';
    appendLine(m_path / "metrics.csv", line.str());
}

void RunFolder::append(const LayerReport& report)
{
    appendLine(m_path / "layers.csv", layerTableRows(report));
}

void RunFolder::dropRowsAfter(std::int64_t step)
{
    dropRows(m_path / "metrics.csv", Header, step);
    dropRows(m_path / "layers.csv", LayerTableHeader, step);
}

void RunFolder::setStatus(const std::string& status, const RunOutcome* outcome)
{
    nlohmann::json& json = *m_json;
    json["status"] = status;
    json.erase("result");
    if (outcome) {
        nlohmann::json result{{"epochs", outcome->epochs},
                              {"steps", outcome->steps},
                              {"seconds", outcome->seconds},
                              {"images_per_second", outcome->imagesPerSecond}};
        if (outcome->testAccuracy >= 0)
            result["test_accuracy"] = outcome->testAccuracy;
        if (outcome->testAccuracyFlip >= 0)
            result["test_accuracy_flip"] = outcome->testAccuracyFlip;
        if (outcome->bestValidationAccuracy >= 0)
            result["best_validation_accuracy"] = outcome->bestValidationAccuracy;
        if (!outcome->message.empty())
            result["message"] = outcome->message;
        json["result"] = result;
    }
    writeFileAtomically(m_path / "run.json", std::string_view(json.dump(2) + '\n'));
}

} // namespace saccade
