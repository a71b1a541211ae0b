// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/augment/erasing.h"
#include "core/values/dataset.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace saccade {

/// A square part of the crop, mirrored or not, that is kept; the same for a whole batch, so that its place in
/// the grid of patches is known. Side 0: all of it.
struct Window
{
    int side = 0; ///< pixels
    int top = 0;
    int left = 0;
    bool operator==(const Window&) const = default;
};

/// How training pictures are varied, in this order: crop, mirror, window, AutoAugment, erasing.
struct AugmentSpec
{
    int cropPadding = 4; ///< pixels of reflected border from which a crop of the picture's size is taken
    bool flip = true;    ///< mirror half the pictures left to right, the other half in the next epoch
    bool autoAugment = false;
    double randomErasing = 0.0; ///< chance of a picture
    Window window{};
};

/// What was drawn for one picture: a shift of the crop in pixels, -cropPadding..cropPadding, then a mirror.
struct Augmentation
{
    int down = 0;
    int right = 0;
    bool mirrored = false;
    bool operator==(const Augmentation&) const = default;
};

/// A function of (seed, epoch, row) alone: the order and size of batches do not matter. A picture is mirrored
/// in every other epoch, which ones by chance: two epochs then show every picture both ways, where mirrors
/// drawn anew show half of them one way twice (alternating flip, Jordan 2024, arXiv 2404.00498).
Augmentation augmentationOf(const AugmentSpec& spec, std::uint64_t seed, std::uint64_t epoch, int row);

/// What is blotted out of a picture of this size; a function of (seed, epoch, row) as well.
std::optional<Box> erasingOf(const AugmentSpec& spec, std::uint64_t seed, std::uint64_t epoch, int row,
                             int height, int width);

/// Throws Error (Usage) on a padding that is below 0 or not smaller than the picture and on a window that
/// reaches out of it.
void requireAugmentation(const AugmentSpec& augment, const Dataset& dataset);

/// Writes the pictures of these rows of the data set's block, (rows, 3, height, width) or (rows, 3, side,
/// side) of the window, each value (x / 255 - mean) / deviation. `augment` null: as they are. The reflected
/// border does not repeat the edge pixel: … c b | a b c … Only plain code that any thread may call.
/// Throws as requireAugmentation(), and std::out_of_range on a row that does not exist.
void fillBatch(const Dataset& dataset, std::span<const int> rows, const Normalisation& normalisation,
               const AugmentSpec* augment, std::uint64_t seed, std::uint64_t epoch, float* out);

/// The same pictures as bytes: cropped, mirrored, cut to the window and changed by AutoAugment, but neither
/// normalised nor erased. `normalisation` says what colour comes in from outside. Throws as fillBatch.
void fillBytes(const Dataset& dataset, std::span<const int> rows, const Normalisation& normalisation,
               const AugmentSpec& augment, std::uint64_t seed, std::uint64_t epoch, std::uint8_t* out);

/// (x / 255 - mean) / deviation of every byte x of every channel: exact, and as fast as arithmetic.
using ByteTable = std::array<float, 256>;
std::array<ByteTable, 3> tablesFor(const Normalisation& normalisation);

/// Writes the labels of these rows, (rows). Throws std::out_of_range.
void labelsOf(const Dataset& dataset, std::span<const int> rows, std::int64_t* out);

} // namespace saccade
