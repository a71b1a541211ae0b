// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/steps/signed_colour.h"

#include <algorithm>
#include <cmath>

namespace saccade::ui {

ColourMap signedMap(const QPalette& palette)
{
    return palette.color(QPalette::Base).lightness() < 128 ? ColourMap::BlueDarkOrange
                                                           : ColourMap::BlueWhiteOrange;
}

QColor signedColour(ColourMap map, float value, float end)
{
    const float position = end > 0.0F && !std::isnan(value) ? 0.5F + 0.5F * value / end : 0.5F;
    const auto& colour = colourTable(map)[std::size_t(tableIndex(position))];
    return QColor(colour[0], colour[1], colour[2]);
}

float largestSize(std::span<const float> values)
{
    float largest = 0.0F;
    for (const float value : values)
        if (std::isfinite(value))
            largest = std::max(largest, std::abs(value));
    return largest;
}

} // namespace saccade::ui
