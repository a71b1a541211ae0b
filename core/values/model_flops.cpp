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
    // A block: queries, keys and values; queries times keys and the maps times values, over all heads as much
    // as one head of width d; the projection behind the heads, and the two layers of the feed-forward
    // network.
    const double behindHeads = d * d + 2 * d * spec.mlpHidden();
    const double block = n * (3 * d * d + 2 * n * d + behindHeads);
    // The last one, where CLS alone is read: its query, brought through each head's keys to the tokens' own
    // width; scores and means of the tokens for each head; those through the values.
    const double ofCls = 3 * d * d + spec.heads * 2 * n * d + behindHeads;
    const double blocks = (spec.depth - 1) * block + (spec.pooling == Pooling::Cls ? ofCls : block);
    const double embedding = spec.patches() * (3.0 * spec.patchSize * spec.patchSize) * d;
    return 2 * (3 * (blocks + d * spec.classes) + 2 * embedding);
}

} // namespace saccade
