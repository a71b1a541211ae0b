// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/augment/erasing.h"

#include <cstdint>
#include <vector>

namespace saccade {

/// How batches are mixed.
struct MixSpec
{
    double mixup = 0.0;  ///< alpha of its Beta distribution; 0: off
    double cutmix = 0.0; ///< alpha of its Beta distribution; 0: off
    double share = 0.5;  ///< of the batches that are mixed
};

/// What was drawn for a batch. Picture i of n is mixed with picture n-1-i: the order of a batch is random
/// already, and both are done in place.
struct Mix
{
    enum class Kind
    {
        None,
        Mixup,  ///< own · picture + (1 - own) · partner (Zhang et al. 2017, arXiv 1710.09412)
        Cutmix, ///< `box` is the partner's (Yun et al. 2019, arXiv 1905.04899)
    };
    Kind kind = Kind::None;
    float own = 1.0F; ///< share of a picture's own label; cutmix: of the area that is its own
    Box box;
};

/// A function of (seed, step). Where both kinds are on, either is as likely.
Mix drawMix(const MixSpec& spec, std::uint64_t seed, std::int64_t step, int height, int width);

/// Mixes a batch (count, 3, height, width) in place.
void mixPictures(const Mix& mix, int count, int height, int width, float* pictures);

/// Writes each picture's shares of the classes, (count, classes), and leaves in `labels` the class that has
/// the larger share of each.
void mixLabels(const Mix& mix, int classes, std::vector<std::int64_t>& labels, std::vector<float>& targets);

/// From Beta(alpha, alpha), by two numbers from Gamma(alpha) (Marsaglia and Tsang 2000).
double betaDraw(double alpha, Random& random);

} // namespace saccade
