// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/model_flops.h"

#include "core/values/error.h"

namespace saccade {

double trainingFlopPerImage(const ModelSpec& spec)
{
    if (spec.family != Family::Vit)
        throw Error("family: expected vit, whose products can be counted, found another one",
                    Error::Kind::Usage);
    const double d = spec.dim;
    const double n = spec.tokens();
    // qkv and the projection behind the heads; the two layers of the feed-forward network
    const double weights = 4 * d * d + 2 * d * spec.mlpHidden();
    // queries times keys, and the maps times values: over all heads as much as one head of width d
    const double attention = 2 * n * n * d;
    const double blocks = spec.depth * (n * weights + attention);
    const double embedding = spec.patches() * (3.0 * spec.patchSize * spec.patchSize) * d;
    return 2 * (3 * (blocks + d * spec.classes) + 2 * embedding);
}

} // namespace saccade
