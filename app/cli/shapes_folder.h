// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"

#include <filesystem>

namespace saccade::cli {

/// Writes train.bin and test.bin (CIFAR-10's record: a label byte, then the red, green and blue plane), masks
/// of one byte a pixel (train_masks.bin, test_masks.bin), classes.txt, and samples.png with ten pictures of
/// each class. Returns the folder. Throws Error.
std::filesystem::path writeShapesFolder(const Dataset& data, const std::filesystem::path& folder);

} // namespace saccade::cli
