// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/layer_curves.h"

#include <QString>

namespace saccade::ui {

/// From how many times on a gradient is said to vanish or to explode from the last block to the first.
inline constexpr double depthThreshold = 10.0;

/// "block 3" for "blocks.3".
QString layerName(const std::string& name);
/// One sentence: whether gradients vanish or explode across depth.
QString depthReading(const LayerCurves& curves);
/// How that is judged.
QString depthReadingRule();

} // namespace saccade::ui
