// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/occlusion.h"

#include "core/explain/method_input.h"
#include "core/explain/patch_grid.h"

#include <algorithm>

namespace saccade {

namespace {

constexpr int PicturesAtOnce = 64;

/// (B, 3, S, S) → (B).
std::vector<double> probabilities(const MethodInput& input, const torch::Tensor& pictures, int classIndex)
{
    const auto logits = input.model.logits(pictures).to(torch::kFloat64);
    return numbers(at::softmax(logits, -1).select(1, classIndex));
}

} // namespace

std::vector<MethodMap> occlusionMethod(const MethodInput& input)
{
    const int classIndex = input.classFor(input.model.logits(input.picture)[0]);
    const double whole = probabilities(input, input.picture, classIndex).front();
    const int cells = pixelGridSide(input.spec());
    const int cell = input.spec().imageSize / cells;
    std::vector<double> drops;
    for (int begin = 0; begin < cells * cells; begin += PicturesAtOnce) {
        const int count = std::min(PicturesAtOnce, cells * cells - begin);
        const auto pictures = input.picture.repeat({count, 1, 1, 1});
        for (int i = 0; i < count; ++i)
            pictures[i]
                .narrow(1, (begin + i) / cells * cell, cell)
                .narrow(2, (begin + i) % cells * cell, cell)
                .zero_(); // the mean colour, as pictures are normalised
        for (const double hidden : probabilities(input, pictures, classIndex))
            drops.push_back(whole - hidden);
    }
    MethodMap map =
        input.map(drops, cells, classIndex, "probability less that with the patch in the mean colour");
    map.isSigned = true;
    return {map};
}

} // namespace saccade
