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
    // A block whose answers are read at `queries` of its tokens: queries, keys and values of all; queries
    // times keys and the maps times values, over all heads as much as one head of width d; the projection
    // behind the heads, and the two layers of the feed-forward network.
    const auto block = [&](double queries) {
        return n * 3 * d * d + queries * (2 * n * d + d * d + 2 * d * spec.mlpHidden());
    };
    const bool readsClsAlone = spec.pooling == Pooling::Cls;
    const double blocks = (spec.depth - 1) * block(n) + block(readsClsAlone ? 1 : n);
    const double embedding = spec.patches() * (3.0 * spec.patchSize * spec.patchSize) * d;
    return 2 * (3 * (blocks + d * spec.classes) + 2 * embedding);
}

} // namespace saccade
