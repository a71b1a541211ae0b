// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/method.h"

#include <memory>
#include <string>
#include <vector>

namespace saccade::ui {

/// What a method says of the picture for the tiles of the grid.
struct HeadMaps
{
    std::string method;
    int token = 0; ///< that looks
    /// One of each layer and head, or one of each layer where the method knows no heads.
    std::vector<MethodMap> maps;

    /// Null where there is none.
    const MethodMap* at(int layer, int head) const
    {
        for (const MethodMap& map : maps)
            if (map.layer == layer && (!map.head || map.head == head))
                return &map;
        return nullptr;
    }
};

using HeadMapsPtr = std::shared_ptr<const HeadMaps>;

} // namespace saccade::ui
