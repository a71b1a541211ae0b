// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/metrics.h"

#include <memory>
#include <utility>

namespace saccade::test {

/// Pictures of size × size; labels run 0, 1, 2, 0, 1, 2, … over both splits. A pixel at (x, y) of the picture
/// in row r has red r % 256, green x, blue y, so that a test knows every one of them.
inline DatasetPtr samplePictures(int train, int test, int size = 4)
{
    auto data = std::make_shared<Dataset>();
    data->name = "Sample";
    data->width = data->height = size;
    data->trainCount = train;
    data->testCount = test;
    data->classNames = {"cat", "dog", "frog"};
    auto pixels = std::make_shared<std::vector<std::uint8_t>>();
    pixels->reserve(std::size_t(train + test) * data->imageBytes());
    for (int row = 0; row < train + test; ++row) {
        data->labels.push_back(std::uint8_t(row % 3));
        for (int channel = 0; channel < 3; ++channel)
            for (int y = 0; y < size; ++y)
                for (int x = 0; x < size; ++x)
                    pixels->push_back(std::uint8_t(channel == 0 ? row : channel == 1 ? x : y));
    }
    data->pixels = std::move(pixels);
    return data;
}

/// Right everywhere, confidence and loss 0.5.
inline std::vector<Prediction> allRight(const Dataset& data, Split split)
{
    std::vector<Prediction> predictions;
    for (int i = 0; i < data.count(split); ++i)
        predictions.push_back({data.label({split, i}), 0.5F, 0.5F});
    return predictions;
}

} // namespace saccade::test
