// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/first_pictures.h"

#include "core/data/batches.h"

#include <algorithm>

namespace saccade {

torch::Tensor firstPictures(const Dataset& data, std::span<const int> rows, std::size_t count,
                            const Normalisation& normalisation)
{
    const auto first = rows.first(std::min(count, rows.size()));
    auto pictures = torch::empty({std::int64_t(first.size()), 3, data.height, data.width});
    fillBatch(data, first, normalisation, nullptr, 0, 0, pictures.data_ptr<float>());
    return pictures;
}

} // namespace saccade
