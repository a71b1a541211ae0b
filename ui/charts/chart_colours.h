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
/// Hairlines behind the curves.
QColor gridColour(const QPalette& palette);

} // namespace saccade::ui
