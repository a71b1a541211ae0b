// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/augment/erasing.h"

#include <algorithm>
#include <cmath>

namespace saccade {

std::optional<Box> drawErasing(double chance, int height, int width, Random random)
{
    if (double(random.unit()) >= chance)
        return std::nullopt;
    constexpr int Tries = 10; // a long box of a large area may not fit
    const float range = std::log(1.0F / 0.3F);
    for (int i = 0; i < Tries; ++i) {
        const float area = float(height) * float(width) * random.between(0.02F, 0.33F);
        const float shape = std::exp(random.between(-range, range));
        Box box;
        box.height = int(std::sqrt(area * shape) + 0.5F);
        box.width = int(std::sqrt(area / shape) + 0.5F);
        if (box.height < 1 || box.width < 1 || box.height >= height || box.width >= width)
            continue;
        box.top = random.below(height - box.height + 1);
        box.left = random.below(width - box.width + 1);
        return box;
    }
    return std::nullopt;
}

void erase(const Box& box, int height, int width, float* picture)
{
    for (int channel = 0; channel < 3; ++channel)
        for (int y = 0; y < box.height; ++y)
            std::fill_n(picture + (channel * height + box.top + y) * width + box.left, box.width, 0.0F);
}

} // namespace saccade
