// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"

#include <cstdint>
#include <string>
#include <vector>

namespace saccade::shapes {

/// Silhouette × texture: "striped disc", "checked disc", "striped triangle", …
std::vector<std::string> classNames();

/// The class of a picture: every ten pictures in a row show each class once, in an order of their own.
int labelOf(std::uint64_t seed, PictureRef ref);

/// Draws a picture, a function of (seed, split, index): its planes, (3, 32, 32), and its mask, (32, 32), 1 on
/// the object and 0 elsewhere.
void drawPicture(std::uint64_t seed, PictureRef ref, std::uint8_t* planes, std::uint8_t* mask);

} // namespace saccade::shapes
