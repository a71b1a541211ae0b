// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"

#include <cstdint>
#include <span>

namespace saccade {

/// How training pictures are varied.
struct AugmentSpec
{
    int cropPadding = 4; ///< pixels of reflected border from which a crop of the picture's size is taken
    bool flip = true;    ///< mirror half the pictures left to right
};

/// What was drawn for one picture: a shift of the crop in pixels, -cropPadding..cropPadding, then a mirror.
struct Augmentation
{
    int down = 0;
    int right = 0;
    bool mirrored = false;
    bool operator==(const Augmentation&) const = default;
};

/// A function of (seed, epoch, row) alone: the order and size of batches do not matter.
Augmentation augmentationOf(const AugmentSpec& spec, std::uint64_t seed, std::uint64_t epoch, int row);

/// Writes the pictures of these rows of the data set's block, (rows, 3, height, width), each value
/// (x / 255 - mean) / deviation. `augment` null: as they are. The reflected border does not repeat the edge
/// pixel: … c b | a b c …
/// Throws Error (Usage) on a padding that is below 0 or not smaller than the picture, std::out_of_range on a
/// row that does not exist.
void fillBatch(const Dataset& dataset, std::span<const int> rows, const Normalisation& normalisation,
               const AugmentSpec* augment, std::uint64_t seed, std::uint64_t epoch, float* out);

/// Writes the labels of these rows, (rows). Throws std::out_of_range.
void labelsOf(const Dataset& dataset, std::span<const int> rows, std::int64_t* out);

} // namespace saccade
