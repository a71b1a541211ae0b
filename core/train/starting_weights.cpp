// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/starting_weights.h"

#include "core/io/tensors.h"
#include "core/model/torch_model.h"
#include "core/train/first_pictures.h"
#include "core/values/error.h"

#include <nlohmann/json.hpp>

namespace saccade {

namespace {

/// The first field in which the two differ, as "name value, name value"; empty where there is none.
std::string difference(ModelSpec wanted, const ModelSpec& found)
{
    wanted.dropout = found.dropout;
    wanted.dropPath = found.dropPath;
    if (wanted == found)
        return {};
    const nlohmann::json ours = wanted;
    const nlohmann::json theirs = found;
    for (const auto& [key, value] : ours.items())
        if (theirs.at(key) != value)
            return key + " " + theirs.at(key).dump() + " in place of " + value.dump();
    return "another model";
}

constexpr std::size_t SeenFirst = 256; // pictures

} // namespace

void requireStartingWeights(const TrainRequest& request, const Normalisation& normalisation)
{
    if (!request.from)
        return;
    const ModelInfo& info = request.from->info();
    if (const std::string other = difference(request.model, info.spec); !other.empty())
        throw Error::badInput(info.source, "a model of this run's shape", other);
    if (info.classNames != request.data->classNames)
        throw Error::badInput(info.source, "the classes of " + request.data->name,
                              "those of " + (info.dataset.empty() ? "another data set" : info.dataset));
    if (!(info.normalisation == normalisation))
        throw Error::badInput(info.source, "this run's normalisation of pixels",
                              "another one; see normalise_by");
}

void takeStartingWeights(const TrainRequest& request, const TrainingSplit& split,
                         const Normalisation& normalisation, Network& network)
{
    if (!request.from) {
        network.startFrom(firstPictures(*request.data, split.train, SeenFirst, normalisation));
        return;
    }
    const torch::NoGradGuard noGrad;
    auto target = namedTensors(network);
    const auto source = namedTensors(torchModel(request.from).network());
    for (std::size_t i = 0; i < target.size(); ++i)
        target[i].second.copy_(source[i].second); // the same network, so the same names in the same order
}

} // namespace saccade
