// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_colours.h"

#include "core/render/colour_map.h"

#include <QPalette>

namespace saccade::ui {

namespace {

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

} // namespace

QColor curveColour(const QPalette& palette, CurveColour colour)
{
    switch (colour) {
    case CurveColour::Train:
        return palette.color(QPalette::Active, QPalette::Highlight);
    case CurveColour::Validation: {
        return isDark(palette) ? QColor(0xff, 0xb4, 0x54) : QColor(0x9c, 0x5a, 0x00);
    }
    case CurveColour::Quiet:
        break;
    }
    return palette.color(QPalette::PlaceholderText);
}

QColor depthColour(const QPalette& palette, double share)
{
    // The end of the map that is as light or as dark as the ground would not be seen on it.
    const bool dark = isDark(palette);
    const double from = dark ? 0.35 : 0.0;
    const double to = dark ? 1.0 : 0.78;
    const auto& rgb =
        colourTable(ColourMap::Viridis)[std::size_t(tableIndex(float(from + (to - from) * share)))];
    return {rgb[0], rgb[1], rgb[2]};
}

QColor alarmColour(const QPalette& palette)
{
    return isDark(palette) ? QColor(0xff, 0x6b, 0x6b) : QColor(0xc6, 0x28, 0x28);
}

QColor gridColour(const QPalette& palette)
{
    QColor line = palette.color(QPalette::WindowText);
    line.setAlphaF(0.13F);
    return line;
}

} // namespace saccade::ui
