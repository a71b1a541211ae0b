// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/colour_map.h"

#include <QColor>
#include <QPalette>

#include <span>

namespace saccade::ui {

/// Blue below 0, orange above it; 0 is as dark or as light as the palette's ground.
ColourMap signedMap(const QPalette& palette);

/// The colour of a value on a scale from -end to end; at 0 where the end is 0.
QColor signedColour(ColourMap map, float value, float end);

/// The largest distance from 0; what is not a number counts as 0.
float largestSize(std::span<const float> values);

} // namespace saccade::ui
