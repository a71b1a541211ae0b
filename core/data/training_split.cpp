// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/training_split.h"

#include "core/data/random.h"
#include "core/values/error.h"

#include <algorithm>
#include <array>
#include <string>

namespace saccade {

TrainingSplit splitValidation(const Dataset& dataset, double share, std::uint64_t seed)
{
    if (!(share >= 0.0 && share < 1.0))
        throw Error("validation_share: expected 0 up to, not with, 1, found " + std::to_string(share),
                    Error::Kind::Usage);
    std::array<std::vector<int>, 256> rowsOfClass;
    for (int row = 0; row < dataset.trainCount; ++row)
        rowsOfClass[dataset.labels[std::size_t(row)]].push_back(row);

    TrainingSplit split;
    for (std::size_t label = 0; label < rowsOfClass.size(); ++label) {
        std::vector<int>& rows = rowsOfClass[label];
        if (rows.empty())
            continue;
        shuffle(rows, Random(seed, Stream::Split, label));
        const auto wanted = std::size_t(share * double(rows.size()) + 0.5);
        const auto border = rows.begin() + std::ptrdiff_t(std::min(wanted, rows.size() - 1));
        split.validation.insert(split.validation.end(), rows.begin(), border);
        split.train.insert(split.train.end(), border, rows.end());
    }
    std::sort(split.train.begin(), split.train.end());
    std::sort(split.validation.begin(), split.validation.end());
    return split;
}

} // namespace saccade
