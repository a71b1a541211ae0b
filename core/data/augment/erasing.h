// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/random.h"

#include <optional>

namespace saccade {

/// A part of a picture, in pixels.
struct Box
{
    int top = 0;
    int left = 0;
    int height = 0;
    int width = 0;
    bool operator==(const Box&) const = default;
};

/// Random erasing (Zhong et al. 2017, arXiv 1708.04896): with this chance a box of 2 to 33 % of the picture's
/// area and 0.3 to 1/0.3 times as high as wide, somewhere inside.
std::optional<Box> drawErasing(double chance, int height, int width, Random random);

/// Sets the box to 0, which is the mean colour, in a normalised picture (3, height, width).
void erase(const Box& box, int height, int width, float* picture);

} // namespace saccade
