// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/grad_cam.h"

#include "core/explain/method_input.h"

#include <algorithm>

namespace saccade {

std::vector<double> gradCam(std::span<const double> activations, std::span<const double> gradients,
                            int channels)
{
    const std::size_t width = std::size_t(channels);
    const std::size_t places = activations.size() / width;
    std::vector<double> weights(width, 0.0);
    for (std::size_t i = 0; i < gradients.size(); ++i)
        weights[i % width] += gradients[i] / double(places);
    std::vector<double> result(places, 0.0);
    for (std::size_t i = 0; i < activations.size(); ++i)
        result[i / width] += weights[i % width] * activations[i];
    for (double& value : result)
        value = std::max(value, 0.0);
    return result;
}

std::vector<MethodMap> gradCamMethod(const MethodInput& input)
{
    const RecordedPass pass = recordedPass(input, Gradients::On);
    const ModelSpec& spec = input.spec();
    const std::size_t layer = std::size_t(input.lastLayer());
    const bool cnn = !spec.hasAttention();
    const auto& activation = cnn ? pass.recording.stages[layer] : pass.recording.inputs[layer];
    const auto gradient = gradientsOf(pass, pass.classIndex, {activation}).front();
    const auto places = [&](const torch::Tensor& tensor) { // (places, channels)
        if (cnn)
            return numbers(tensor[0].permute({1, 2, 0}));
        return numbers(tensor[0].narrow(0, spec.prefixTokens(), spec.patches()));
    };
    const int channels = int(cnn ? activation.size(1) : activation.size(2));
    const int rows = cnn ? int(activation.size(2)) : spec.gridSide();
    MethodMap map = input.map(gradCam(places(activation), places(gradient), channels), rows, pass.classIndex,
                              cnn ? "Grad-CAM on what the stage puts out"
                                  : "Grad-CAM on what the layer's attention reads");
    map.layer = input.lastLayer();
    return {map};
}

} // namespace saccade
