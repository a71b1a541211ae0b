// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_colours.h"

#include <QPalette>

namespace saccade::ui {

QColor curveColour(const QPalette& palette, CurveColour colour)
{
    switch (colour) {
    case CurveColour::Train:
        return palette.color(QPalette::Active, QPalette::Highlight);
    case CurveColour::Validation: {
        const bool dark = palette.color(QPalette::Window).lightness() < 128;
        return dark ? QColor(0xff, 0xb4, 0x54) : QColor(0x9c, 0x5a, 0x00);
    }
    case CurveColour::Quiet:
        break;
    }
    return palette.color(QPalette::PlaceholderText);
}

QColor gridColour(const QPalette& palette)
{
    QColor line = palette.color(QPalette::WindowText);
    line.setAlphaF(0.13F);
    return line;
}

} // namespace saccade::ui
