// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_file.h"

#include "core/io/json_file.h"
#include "core/io/model_info_json.h"
#include "core/io/narrow.h"
#include "core/io/network_weights.h"
#include "core/io/tensors.h"
#include "core/model/torch_model.h"
#include "core/platform/atomic_file.h"
#include "core/values/error.h"
#include "core/values/python_lines.h"

#include <nlohmann/json.hpp>

#include <set>

namespace saccade {

namespace fs = std::filesystem;

namespace {

bool canRunCode(const fs::path& file)
{
    static const std::set<std::string> extensions{".pt", ".pth", ".bin", ".ckpt", ".pkl"};
    return extensions.contains(file.extension().string());
}

nlohmann::json readJson(const fs::path& path)
{
    auto json = jsonIn(path);
    if (!json)
        throw Error::badInput(path.string(), "JSON", "something else");
    return *std::move(json);
}

/// Whether a config.json describes a model as this program does.
bool describesOurs(const nlohmann::json& config)
{
    return config.is_object() &&
           (config.contains("program") ? config["program"] == "saccade" : config.contains("model"));
}

StoredModel describe(const WeightNames& names, const LoadOptions& how)
{
    const SafetensorsFile& file = names.file();
    const auto inFile = file.metadata().find("saccade");
    const fs::path config = file.path().parent_path() / "config.json";
    std::error_code ignored;
    nlohmann::json description;
    std::string where = config.string();
    if (inFile != file.metadata().end()) {
        description = nlohmann::json::parse(inFile->second, nullptr, false);
        where = file.path().string() + ": metadata";
    } else if (!names.ofTransformers() && fs::exists(config, ignored)) {
        description = readJson(config);
    }
    StoredModel result;
    if (inFile != file.metadata().end() || describesOurs(description)) {
        result.info = modelInfoFromJson(description, where);
        if (how.heads && *how.heads != result.info.spec.heads)
            throw Error("heads: expected " + std::to_string(result.info.spec.heads) + ", as " + where +
                            " says, found " + std::to_string(*how.heads),
                        Error::Kind::Usage);
    } else {
        result = foreignModel(names, how.heads);
    }
    result.info.source = file.path().string();
    return result;
}

/// What is built of the stored model.
ModelInfo withImageSize(ModelInfo info, const LoadOptions& how)
{
    ModelSpec& spec = info.spec;
    if (!how.imageSize || *how.imageSize == spec.imageSize)
        return info;
    const int from = spec.gridSide();
    spec.imageSize = *how.imageSize;
    if (const auto faults = spec.validate(); !faults.empty())
        throw Error(faults.front(), Error::Kind::Usage);
    if (spec.hasAttention() && spec.positions == Positions::Learned)
        info.notes.push_back({ModelNote::Kind::PositionsInterpolated, from, spec.gridSide()});
    return info;
}

/// A few bytes of description must not make the program ask for more memory than the file is worth. Half of
/// the weights may be missing here, so that the sentence that follows can name the first.
void requireRoomFor(const ModelSpec& spec, const SafetensorsFile& file)
{
    std::int64_t numbers = 0;
    for (const TensorEntry& entry : file.tensors())
        numbers += std::int64_t((entry.end - entry.begin) / bytesOf(entry.dtype));
    constexpr std::int64_t Small = 1 << 20;
    if (spec.parameters() > 2 * numbers + Small)
        throw Error::badInput(file.path().string(),
                              std::to_string(spec.parameters()) + " weights, as its description says",
                              std::to_string(numbers));
}

} // namespace

bool isOfAnotherProgram(const fs::path& config)
{
    std::error_code ignored;
    if (!fs::exists(config, ignored))
        return false;
    const auto json = jsonIn(config);
    return !json || !json->is_object() || !json->contains("program") || (*json)["program"] != "saccade";
}

fs::path saveModel(const ModelPtr& model, const fs::path& path, WeightType type)
{
    const TorchModel& source = torchModel(model);
    const fs::path file = path.extension() == ".safetensors" ? path : path / "model.safetensors";
    std::error_code failure;
    if (file.has_parent_path())
        fs::create_directories(file.parent_path(), failure);
    const auto info = modelInfoToJson(model->info());
    writeTensors(file, narrowed(type, namedTensors(source.network())), {{"saccade", info.dump()}});
    const fs::path config = file.parent_path() / "config.json";
    if (!isOfAnotherProgram(config))
        writeFileAtomically(config, info.dump(2) + '\n');
    return file;
}

fs::path modelFileIn(const fs::path& path)
{
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        throw Error::badInput(path.string(), "a run, a model folder or a .safetensors file", "nothing there");
    if (!fs::is_directory(path, ignored))
        return path;
    for (const char* candidate :
         {"checkpoints/best.safetensors", "checkpoints/last.safetensors", "model.safetensors"})
        if (fs::is_regular_file(path / candidate, ignored))
            return path / candidate;
    fs::path only;
    fs::path withCode;
    int found = 0;
    for (const auto& entry : fs::directory_iterator(path, ignored)) {
        if (entry.path().extension() == ".safetensors") {
            only = entry.path();
            ++found;
        } else if (canRunCode(entry.path())) {
            withCode = entry.path();
        }
    }
    if (found == 0 && !withCode.empty()) // loadModel says why it is not read
        return withCode;
    if (found != 1)
        throw Error::badInput(path.string(), "a run or a folder with one .safetensors file",
                              found == 0 ? "none" : std::to_string(found) + " of them");
    return only;
}

ModelPtr loadModel(const fs::path& path, const LoadOptions& how)
{
    const fs::path source = modelFileIn(path);
    if (canRunCode(source))
        throw CanRunCode(
            source, source.string() + ": expected a .safetensors file, found a pickle or TorchScript file (" +
                        source.extension().string() +
                        "), which can run code when it is opened. Where you trust it, convert it "
                        "in Python:\n" +
                        conversionLines(source.filename()));
    const SafetensorsFile file = SafetensorsFile::read(source);
    const WeightNames names(file);
    const StoredModel stored = describe(names, how);
    requireRoomFor(stored.info.spec, file);
    ModelInfo info = withImageSize(stored.info, how);
    auto network = makeNetwork(info.spec);
    fillNetwork(*network, names, stored);
    return std::make_shared<TorchModel>(std::move(info), std::move(network));
}

} // namespace saccade
