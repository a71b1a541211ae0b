// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

class QPalette;

namespace saccade::ui {

/// What a curve is drawn for; its colour follows from the palette.
enum class CurveColour
{
    Train,      ///< the accent
    Validation, ///< orange
    Quiet       ///< muted: shown, never chosen by
};

QColor curveColour(const QPalette& palette, CurveColour colour);
/// `share` 0..1 along a ramp that is as even to the eye as the depth is: from a network's first layer to its
/// last.
QColor depthColour(const QPalette& palette, double share);
/// What stands out of the usual.
QColor alarmColour(const QPalette& palette);
/// Hairlines behind the curves.
QColor gridColour(const QPalette& palette);

} // namespace saccade::ui
