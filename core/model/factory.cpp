// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/factory.h"

#include "core/model/random_scope.h"
#include "core/model/torch_model.h"
#include "core/values/error.h"

namespace saccade {

ModelInfo modelInfo(const ModelSpec& spec, const Dataset& data, NormaliseBy normaliseBy)
{
    if (spec.imageSize != data.width || spec.imageSize != data.height)
        throw Error("image_size: expected " + std::to_string(data.width) + ", as in " + data.name +
                        ", found " + std::to_string(spec.imageSize),
                    Error::Kind::Usage);
    if (spec.classes != int(data.classNames.size()))
        throw Error("classes: expected " + std::to_string(data.classNames.size()) + ", as in " + data.name +
                        ", found " + std::to_string(spec.classes),
                    Error::Kind::Usage);
    ModelInfo info;
    info.spec = spec;
    info.classNames = data.classNames;
    info.dataset = data.name;
    if (normaliseBy == NormaliseBy::Dataset)
        info.normalisation = data.normalisation;
    return info;
}

ModelPtr untrainedModel(const ModelSpec& spec, const Dataset& data, std::uint64_t seed,
                        NormaliseBy normaliseBy)
{
    const RandomScope random(weightSeed(seed));
    return std::make_shared<TorchModel>(modelInfo(spec, data, normaliseBy), makeNetwork(spec));
}

} // namespace saccade
