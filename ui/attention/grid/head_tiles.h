// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/scale.h"
#include "ui/attention/scene/grid_choice.h"
#include "ui/attention/scene/scene.h"

#include <vector>

namespace saccade::ui {

/// What the tiles of the grid show, as numbers.
struct HeadTiles
{
    /// (layers, heads) of (gridRows × gridColumns); one is empty where it is not known, and where a method
    /// has one map a layer all but head 0 are.
    std::vector<std::vector<float>> maps;
    bool isSigned = false; ///< 0 is the middle of the scale
    bool hasHeads = true;  ///< else each layer has one map

    /// The ends of a tile's colours, or those of all tiles where the scale is shared.
    Scale scale(std::size_t tile, ScaleChoice choice) const;
};

/// Of the scene, which has maps, seen from the query.
HeadTiles headTiles(const Scene& scene, const GridChoice& choice, Query query);

} // namespace saccade::ui
