// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/gradient.h"

#include "core/explain/method_input.h"
#include "core/explain/patch_grid.h"
#include "core/explain/pixel_gradient.h"

#include <algorithm>
#include <cmath>

namespace saccade {

std::vector<double> gradientStrength(std::span<const double> gradient, int side, int cells)
{
    std::vector<double> pixels(std::size_t(side * side), 0.0);
    for (std::size_t i = 0; i < gradient.size(); ++i) {
        double& pixel = pixels[i % pixels.size()];
        pixel = std::max(pixel, std::abs(gradient[i]));
    }
    std::vector<double> result = cellSums(pixels, side, cells);
    for (double& value : result)
        value /= double(pixels.size()) / double(result.size());
    return result;
}

std::vector<MethodMap> gradientMethod(const MethodInput& input)
{
    const auto logits = input.model.logits(input.picture)[0];
    const int classIndex = input.classFor(logits);
    const auto gradient = pixelGradient(input.model, input.picture, classIndex);
    const int cells = pixelGridSide(input.spec());
    return {input.map(gradientStrength(numbers(gradient), input.spec().imageSize, cells), cells, classIndex,
                      "mean over the patch of the strongest channel's gradient")};
}

} // namespace saccade
