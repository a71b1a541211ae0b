// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_file.h"

#include "core/io/model_info_json.h"
#include "core/io/tensors.h"
#include "core/model/torch_model.h"
#include "core/platform/atomic_file.h"
#include "core/values/error.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <set>

namespace saccade {

namespace fs = std::filesystem;

namespace {

/// What a checkpoint holds beside the model.
bool isTrainingState(const std::string& tensor)
{
    return tensor.rfind("optimizer.", 0) == 0;
}

bool canRunCode(const fs::path& file)
{
    static const std::set<std::string> extensions{".pt", ".pth", ".bin", ".ckpt", ".pkl"};
    return extensions.contains(file.extension().string());
}

nlohmann::json readJson(const fs::path& path)
{
    std::ifstream stream(path);
    auto json = nlohmann::json::parse(stream, nullptr, false);
    if (json.is_discarded())
        throw Error::badInput(path.string(), "JSON", "something else");
    return json;
}

bool isOursOrAbsent(const fs::path& config)
{
    std::error_code ignored;
    if (!fs::exists(config, ignored))
        return true;
    std::ifstream stream(config);
    const auto json = nlohmann::json::parse(stream, nullptr, false);
    return json.is_object() && json.contains("program") && json["program"] == "saccade";
}

ModelInfo readInfo(const SafetensorsFile& file)
{
    const auto inFile = file.metadata().find("saccade");
    const fs::path config = file.path().parent_path() / "config.json";
    ModelInfo info;
    if (inFile != file.metadata().end()) {
        const auto json = nlohmann::json::parse(inFile->second, nullptr, false);
        info = modelInfoFromJson(json, file.path().string() + ": metadata");
    } else if (fs::exists(config)) {
        info = modelInfoFromJson(readJson(config), config.string());
    } else {
        throw Error::badInput(file.path().string(),
                              "a model's description in its metadata or in a config.json beside it",
                              "neither");
    }
    info.source = file.path().string();
    return info;
}

void refuseUnknownTensors(const SafetensorsFile& file, const NamedTensors& known)
{
    std::set<std::string> names;
    for (const auto& [name, tensor] : known)
        names.insert(name);
    for (const TensorEntry& entry : file.tensors())
        if (!names.contains(entry.name) && !isTrainingState(entry.name))
            throw Error::badInput(file.path().string(), "the tensors of a " + shortName(readInfo(file).spec),
                                  "an unknown one, \"" + entry.name + '"');
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

/// Whole numbers, such as counts of batches, stay as they are.
NamedTensors as(WeightType type, NamedTensors tensors)
{
    if (type == WeightType::Fp32)
        return tensors;
    const auto narrow = type == WeightType::Fp16 ? torch::kFloat16 : torch::kBFloat16;
    for (auto& [name, tensor] : tensors) {
        if (!tensor.is_floating_point())
            continue;
        auto narrowed = tensor.detach().to(narrow);
        if (!at::isfinite(narrowed.to(torch::kFloat32)).all().item<bool>())
            throw Error("tensor \"" + name +
                        "\": expected numbers that fp16 can hold, found larger ones; bf16 " +
                        "has room for them");
        tensor = std::move(narrowed);
    }
    return tensors;
}

} // namespace

fs::path saveModel(const ModelPtr& model, const fs::path& path, WeightType type)
{
    const TorchModel& source = torchModel(model);
    const fs::path file = path.extension() == ".safetensors" ? path : path / "model.safetensors";
    std::error_code failure;
    if (file.has_parent_path())
        fs::create_directories(file.parent_path(), failure);
    const auto info = modelInfoToJson(model->info());
    writeTensors(file, as(type, namedTensors(source.network())), {{"saccade", info.dump()}});
    const fs::path config = file.parent_path() / "config.json";
    if (isOursOrAbsent(config))
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
    int found = 0;
    for (const auto& entry : fs::directory_iterator(path, ignored))
        if (entry.path().extension() == ".safetensors") {
            only = entry.path();
            ++found;
        }
    if (found != 1)
        throw Error::badInput(path.string(), "a run or a folder with one .safetensors file",
                              found == 0 ? "none" : std::to_string(found) + " of them");
    return only;
}

ModelPtr loadModel(const fs::path& path)
{
    const fs::path source = modelFileIn(path);
    if (canRunCode(source))
        throw Error(source.string() + ": expected a .safetensors file, found a pickle or TorchScript file (" +
                        source.extension().string() +
                        "), which can run code when it is opened. Convert it in Python, where you trust it: "
                        "state = torch.load(\"" +
                        source.filename().string() +
                        "\", weights_only=True); safetensors.torch.save_file(state, \"model.safetensors\")",
                    Error::Kind::BadInput);
    const SafetensorsFile file = SafetensorsFile::read(source);
    ModelInfo info = readInfo(file);
    requireRoomFor(info.spec, file);
    auto network = makeNetwork(info.spec);
    const NamedTensors tensors = namedTensors(*network);
    refuseUnknownTensors(file, tensors);
    const torch::NoGradGuard noGrad;
    for (auto [name, tensor] : tensors)
        tensor.copy_(readTensor(file, name, tensor.sizes()));
    return std::make_shared<TorchModel>(std::move(info), std::move(network));
}

} // namespace saccade
