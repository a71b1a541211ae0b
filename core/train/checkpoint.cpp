// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/checkpoint.h"

#include "core/io/model_info_json.h"
#include "core/values/error.h"

#include <nlohmann/json.hpp>

namespace saccade {

void saveCheckpoint(const std::filesystem::path& path, const torch::nn::Module& network,
                    const ModelInfo& info, ParameterOptimizer& optimizer, const TrainState& state)
{
    const AveragedWeights averaged(optimizer);
    NamedTensors tensors = namedTensors(network);
    for (auto& entry : optimizer.state())
        tensors.push_back(std::move(entry));
    writeTensors(
        path, tensors,
        {{"saccade", modelInfoToJson(info).dump()}, {"saccade_train_state", nlohmann::json(state).dump()}});
}

TrainState loadCheckpoint(const std::filesystem::path& path, torch::nn::Module& network,
                          ParameterOptimizer& optimizer)
{
    const SafetensorsFile file = SafetensorsFile::read(path);
    const auto text = file.metadata().find("saccade_train_state");
    if (text == file.metadata().end())
        throw Error::badInput(path.string(), "a checkpoint with its training state", "a model alone");
    TrainState state;
    try {
        nlohmann::json::parse(text->second).get_to(state);
    } catch (const std::exception& error) {
        throw Error::badInput(path.string(), "a training state as this program writes it", error.what());
    }

    const torch::NoGradGuard noGrad;
    const AveragedWeights averaged(optimizer);
    std::vector<std::pair<torch::Tensor, torch::Tensor>> copies; // all read before the first is written
    for (const auto& [name, tensor] : namedTensors(network))
        copies.emplace_back(tensor, readTensor(file, name, tensor.sizes()));
    optimizer.restore(file, state.step);
    for (auto& [target, source] : copies)
        target.copy_(source);
    return state;
}

} // namespace saccade
