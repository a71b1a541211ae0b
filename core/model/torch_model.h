// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/network.h"
#include "core/values/trained_model.h"

namespace saccade {

/// A TrainedModel with its network, in evaluation mode and without gradients.
class TorchModel : public TrainedModel
{
public:
    /// Takes the network over: nobody else may change it afterwards.
    TorchModel(ModelInfo info, std::shared_ptr<Network> network);

    /// Logits (B, classes) of normalised pictures (B, 3, S, S). Safe from several threads at once.
    torch::Tensor logits(const torch::Tensor& pictures, Recording* recording = nullptr) const;
    torch::Device device() const;
    Network& network() const { return *m_network; }

private:
    std::shared_ptr<Network> m_network;
};

/// The model behind the pointer. Throws Error where it is null or not core's own.
const TorchModel& torchModel(const ModelPtr& model);

/// A picture of the model's size as a normalised batch of one, (1, 3, S, S). Throws Error (BadInput) on
/// another size.
torch::Tensor pictureTensor(const Image& picture, const ModelInfo& info);

/// A copy of the weights, on the CPU, that the owner of `network` may go on training without.
ModelPtr snapshot(const Network& network, ModelInfo info);

} // namespace saccade
