// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saccade::ui {

/// Where the colours of a map begin and end.
struct ScaleChoice
{
    bool shared = false;     ///< one scale for all maps that are seen from the query, instead of one each
    bool fromLowest = false; ///< from the lowest value instead of 0
    bool operator==(const ScaleChoice&) const = default;
};

} // namespace saccade::ui
