// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace saccade {

/// Colours for values. The first four rise evenly in CIE lightness, so that an even step in value looks like
/// one, in grey print too. They are in the manner of the maps that people know by these names, computed
/// from a few hues of ours. The last two are for signed values: blue below the middle, orange above it,
/// as light on either side.
enum class ColourMap
{
    Inferno,
    Magma,
    Viridis,
    Grey,
    BlueWhiteOrange,
    BlueDarkOrange
};

/// The colour at each of 256 even steps from the scale's minimum to its maximum.
using ColourTable = std::array<std::array<std::uint8_t, 3>, 256>;

/// Computed at its first use; safe to call from any thread.
const ColourTable& colourTable(ColourMap map);

/// Whether the middle of the map stands for zero.
bool isSigned(ColourMap map);

/// Step of the table for a position on the scale, 0..1; outside it the nearest end, and 0 for a NaN.
inline int tableIndex(float position)
{
    if (!(position > 0.0F))
        return 0;
    return position < 1.0F ? int(position * 255.0F + 0.5F) : 255;
}

} // namespace saccade
