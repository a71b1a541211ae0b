// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/torch_model.h"

#include "core/values/error.h"

namespace saccade {

TorchModel::TorchModel(ModelInfo info, std::shared_ptr<Network> network)
    : TrainedModel(std::move(info))
    , m_network(std::move(network))
{
    m_network->eval();
    for (auto& parameter : m_network->parameters())
        parameter.set_requires_grad(false);
}

torch::Tensor TorchModel::logits(const torch::Tensor& pictures, Recording* recording) const
{
    const torch::NoGradGuard noGrad;
    return m_network->forward(pictures.to(device()), recording);
}

torch::Device TorchModel::device() const
{
    return m_network->parameters().front().device();
}

const TorchModel& torchModel(const ModelPtr& model)
{
    const auto* result = dynamic_cast<const TorchModel*>(model.get());
    if (!result)
        throw Error("there is no model to ask");
    return *result;
}

torch::Tensor pictureTensor(const Image& picture, const ModelInfo& info)
{
    const int side = info.spec.imageSize;
    if (picture.width != side || picture.height != side)
        throw Error::badInput("picture", std::to_string(side) + " × " + std::to_string(side) + " pixels",
                              std::to_string(picture.width) + " × " + std::to_string(picture.height));
    auto result = torch::empty({1, 3, side, side});
    float* out = result.data_ptr<float>();
    const std::size_t plane = std::size_t(side) * std::size_t(side);
    for (std::size_t c = 0; c < 3; ++c)
        for (std::size_t i = 0; i < plane; ++i)
            out[c * plane + i] = (float(picture.rgb[i * 3 + c]) / 255.0F - info.normalisation.mean[c]) /
                                 info.normalisation.deviation[c];
    return result;
}

ModelPtr snapshot(const Network& network, ModelInfo info)
{
    return std::make_shared<TorchModel>(std::move(info), copyOf(network, torch::kCPU));
}

} // namespace saccade
