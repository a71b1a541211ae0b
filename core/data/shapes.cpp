// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/shapes.h"

#include "core/data/shapes/picture.h"
#include "core/values/error.h"

#include <string>
#include <utility>

namespace saccade {

namespace {

void requireCount(const char* what, int count)
{
    constexpr int Most = 1000000;
    if (count < 0 || count > Most)
        throw Error(std::string("shapes, ") + what + ": expected 0 to " + std::to_string(Most) +
                        " pictures, found " + std::to_string(count),
                    Error::Kind::Usage);
}

} // namespace

DatasetPtr makeShapes(std::uint64_t seed, int train, int test, const Progress& progress)
{
    requireCount("training", train);
    requireCount("test", test);
    auto dataset = std::make_shared<Dataset>();
    dataset->name = "Shapes";
    dataset->source = "shapes";
    dataset->trainCount = train;
    dataset->testCount = test;
    dataset->classNames = shapes::classNames();
    // Measured on the 10,000 training pictures of seed 1. Constant, so that a smaller set means the same.
    dataset->normalisation = {{0.4799F, 0.4908F, 0.4874F}, {0.3336F, 0.3194F, 0.3307F}};

    const std::size_t count = std::size_t(train) + std::size_t(test);
    const std::size_t maskBytes = std::size_t(dataset->height) * std::size_t(dataset->width);
    auto pixels = std::make_shared<std::vector<std::uint8_t>>(count * dataset->imageBytes());
    auto masks = std::make_shared<std::vector<std::uint8_t>>(count * maskBytes);
    dataset->labels.resize(count);
    std::size_t row = 0;
    for (const Split split : {Split::Train, Split::Test})
        for (int index = 0; index < dataset->count(split); ++index, ++row) {
            const PictureRef ref{split, index};
            dataset->labels[row] = std::uint8_t(shapes::labelOf(seed, ref));
            shapes::drawPicture(seed, ref, pixels->data() + row * dataset->imageBytes(),
                                masks->data() + row * maskBytes);
            if (progress && row % 500 == 0)
                progress(double(row) / double(count), "Drawing Shapes");
        }
    if (progress)
        progress(1.0, "Drew Shapes");
    dataset->pixels = std::move(pixels);
    dataset->masks = std::move(masks);
    return dataset;
}

} // namespace saccade
