// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace saccade::ui {

/// In which order the heads of a layer stand in the grid.
enum class HeadOrder
{
    AsBuilt,
    Entropy,   ///< the most focused first
    Distance,  ///< the nearest first
    ShareOnCls ///< the one that looks at CLS most first
};

/// What the grid of all layers and heads shows, beyond what the picture shows too.
struct GridChoice
{
    std::string quantity = "attention"; ///< a name of methods()
    HeadOrder order = HeadOrder::AsBuilt;
    bool sinksLeftOut = false; ///< of attention: sinks get nothing, and the rest is made to sum to as much
    bool operator==(const GridChoice&) const = default;
};

} // namespace saccade::ui
