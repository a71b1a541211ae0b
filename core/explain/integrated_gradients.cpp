// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/integrated_gradients.h"

#include "core/explain/method_input.h"
#include "core/explain/patch_grid.h"
#include "core/explain/pixel_gradient.h"

#include <algorithm>

namespace saccade {

namespace {

constexpr int PicturesAtOnce = 16; // what a pass holds in memory

} // namespace

std::vector<double> integratedShares(std::span<const double> picture, std::span<const double> baseline,
                                     std::span<const double> meanGradient, int side, int cells)
{
    std::vector<double> pixels(std::size_t(side * side), 0.0);
    for (std::size_t i = 0; i < picture.size(); ++i)
        pixels[i % pixels.size()] += (picture[i] - baseline[i]) * meanGradient[i];
    return cellSums(pixels, side, cells);
}

std::vector<MethodMap> integratedGradientsMethod(const MethodInput& input)
{
    const int classIndex = input.classFor(input.model.logits(input.picture)[0]);
    const auto baseline = at::zeros_like(input.picture); // the mean colour, as pictures are normalised
    auto sum = at::zeros_like(input.picture);
    for (int begin = 0; begin < IntegrationSteps; begin += PicturesAtOnce) {
        const auto steps =
            at::arange(begin, std::min(begin + PicturesAtOnce, IntegrationSteps), input.picture.options());
        const auto way = ((steps + 0.5) / IntegrationSteps).view({-1, 1, 1, 1});
        sum += pixelGradient(input.model, baseline + way * (input.picture - baseline), classIndex)
                   .sum(0, /*keepdim=*/true);
    }
    const int cells = pixelGridSide(input.spec());
    MethodMap map =
        input.map(integratedShares(numbers(input.picture), numbers(baseline), numbers(sum / IntegrationSteps),
                                   input.spec().imageSize, cells),
                  cells, classIndex, "gradients integrated from the mean colour");
    map.isSigned = true;
    return {map};
}

} // namespace saccade
