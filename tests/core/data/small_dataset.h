// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"

#include <utility>

namespace saccade::test {

/// A data set of training pictures alone, from its bytes (N, 3, height, width).
inline Dataset smallDataset(int height, int width, std::vector<std::uint8_t> pixels,
                            std::vector<std::uint8_t> labels)
{
    Dataset dataset;
    dataset.height = height;
    dataset.width = width;
    dataset.trainCount = int(labels.size());
    dataset.classNames = {"a", "b", "c"};
    dataset.labels = std::move(labels);
    dataset.pixels = std::make_shared<const std::vector<std::uint8_t>>(std::move(pixels));
    return dataset;
}

/// FNV-1a, to pin many values by one.
template <typename Values>
std::uint64_t hashOf(const Values& values)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const auto value : values)
        hash = (hash ^ std::uint64_t(value)) * 0x100000001b3ULL;
    return hash;
}

} // namespace saccade::test
