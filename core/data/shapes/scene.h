// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/random.h"
#include "core/data/shapes/canvas.h"
#include "core/data/shapes/palette.h"
#include "core/data/shapes/silhouettes.h"
#include "core/data/shapes/textures.h"

#include <cstdint>

namespace saccade::shapes {

/// A gradient with soft clouds in it.
void drawBackground(Canvas& canvas, const Palette& palette, Random& random);

/// Strokes and a small scrap of either texture, chosen without looking at the picture's class.
void drawClutter(Canvas& canvas, const Palette& palette, Random& random);

/// The object on its shadow; writes its mask, (32, 32).
void drawObject(Canvas& canvas, const Palette& palette, Silhouette silhouette, Texture texture,
                Random& random, std::uint8_t* mask);

/// A little noise on every pixel, as a camera has, and the planes (3, 32, 32) of bytes.
void writePlanes(const Canvas& canvas, Random& random, std::uint8_t* planes);

} // namespace saccade::shapes
