// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"

#include <vector>

namespace saccade {

/// By what a head's pictures are found.
enum class FindBy
{
    HighestOutput,  ///< the longest output of the head at any token: ‖(A V)_i W_O‖
    LowestEntropy,  ///< normalisedEntropy()
    LongestDistance ///< meanAttentionDistance(), pixels
};

/// The pictures of a split that excite a head most.
struct FindPictures
{
    int layer = 0;
    int head = 0;
    FindBy by = FindBy::HighestOutput;
    Split split = Split::Test;
    int count = 20; ///< how many are wanted
};

/// A picture and its value; lists have the most extreme one first, and of equal ones the first of the split.
struct FoundPicture
{
    PictureRef picture;
    double value = 0.0;
};

/// The first `count` in the order of `by`, of values in the order of a split.
std::vector<FoundPicture> mostExtreme(const std::vector<double>& values, const FindPictures& wanted);

} // namespace saccade
