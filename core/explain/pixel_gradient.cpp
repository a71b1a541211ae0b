// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/pixel_gradient.h"

namespace saccade {

torch::Tensor pixelGradient(const TorchModel& model, const torch::Tensor& pictures, int classIndex)
{
    const torch::AutoGradMode gradients(true);
    const auto pixels = pictures.detach().requires_grad_(true);
    // By the recording path: the fused one's way back would compute gradients of the weights as well.
    Recording recording;
    const auto logits = model.network().forward(pixels, &recording); // (B, classes)
    return torch::autograd::grad({logits.select(1, classIndex).sum()}, {pixels}).front();
}

} // namespace saccade
