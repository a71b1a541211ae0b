// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/dataset.h"

#include <stdexcept>

namespace saccade {

std::size_t Dataset::row(PictureRef ref) const
{
    if (ref.index < 0 || ref.index >= count(ref.split))
        throw std::out_of_range("picture " + std::to_string(ref.index) + " of " +
                                std::to_string(count(ref.split)));
    return std::size_t(ref.index) + (ref.split == Split::Test ? std::size_t(trainCount) : 0);
}

Image Dataset::image(PictureRef ref) const
{
    const std::uint8_t* source = planes(ref);
    const std::size_t plane = std::size_t(height) * std::size_t(width);
    Image result(width, height);
    for (std::size_t i = 0; i < plane; ++i)
        for (std::size_t c = 0; c < 3; ++c)
            result.rgb[i * 3 + c] = source[c * plane + i];
    return result;
}

const std::uint8_t* Dataset::mask(PictureRef ref) const
{
    if (!masks)
        return nullptr;
    return masks->data() + row(ref) * std::size_t(height) * std::size_t(width);
}

} // namespace saccade
