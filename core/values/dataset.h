// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/image.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace saccade {

enum class Split
{
    Train,
    Test
};

/// One picture of a data set: its split and its place in it, counted from 0.
struct PictureRef
{
    Split split = Split::Test;
    int index = 0;
    bool operator==(const PictureRef&) const = default;
};

/// Per-channel mean and standard deviation of pixels in 0..1; a model sees (x/255 - mean) / deviation.
struct Normalisation
{
    std::array<float, 3> mean{0.5F, 0.5F, 0.5F};
    std::array<float, 3> deviation{0.5F, 0.5F, 0.5F};
    bool operator==(const Normalisation&) const = default;
};

/// Pictures and labels of a data set: one block of bytes that gallery, training and explaining share.
/// Immutable once it is behind a DatasetPtr.
struct Dataset
{
    std::string name;   ///< as a person reads it: "CIFAR-10", "Shapes"
    std::string source; ///< what opens it again: a folder, or "shapes"
    int height = 32;
    int width = 32;
    int trainCount = 0;
    int testCount = 0;
    std::vector<std::string> classNames;
    Normalisation normalisation;

    /// (trainCount + testCount, 3, height, width), planes red, green, blue; the training pictures first.
    std::shared_ptr<const std::vector<std::uint8_t>> pixels;
    std::vector<std::uint8_t> labels; ///< (trainCount + testCount)
    /// (trainCount + testCount, height, width), 1 on the object and 0 elsewhere; null where not known.
    std::shared_ptr<const std::vector<std::uint8_t>> masks;

    int count(Split split) const { return split == Split::Train ? trainCount : testCount; }
    /// Row of a picture in `pixels`, `labels` and `masks`. Throws std::out_of_range.
    std::size_t row(PictureRef ref) const;
    std::size_t imageBytes() const { return std::size_t(3) * std::size_t(height) * std::size_t(width); }
    /// The picture's planes, (3, height, width).
    const std::uint8_t* planes(PictureRef ref) const { return pixels->data() + row(ref) * imageBytes(); }
    int label(PictureRef ref) const { return labels[row(ref)]; }
    Image image(PictureRef ref) const;
    /// (height, width) of 0 and 1, or null where the data set has no masks.
    const std::uint8_t* mask(PictureRef ref) const;
};

using DatasetPtr = std::shared_ptr<const Dataset>;

} // namespace saccade
