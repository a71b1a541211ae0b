// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/colour_map.h"
#include "core/values/method.h"
#include "ui/attention/scene/method_result.h"
#include "ui/attention/scene/scene.h"

#include <memory>
#include <optional>
#include <span>

namespace saccade::ui {

class AttentionState;

/// The one map that lies over the picture: a head's attention from the query, or a method's.
struct ShownMap
{
    int rows = 0;
    int columns = 0;
    std::span<const float> values; ///< (rows × columns)
    Scale scale;
    ColourMap colours = ColourMap::Inferno;
    const MethodMap* method = nullptr; ///< null: the attention itself
    std::shared_ptr<const void> owner; ///< of the values

    bool isSigned() const { return method && method->isSigned; }
    float at(int row, int column) const
    {
        return values[std::size_t(row) * std::size_t(columns) + std::size_t(column)];
    }
};

/// Empty where there is none. It may be kept for as long as its owner.
std::optional<ShownMap> shownMap(const Scene& scene, const AttentionState& state);

/// The ends of the colours for a method's map. Of a signed one they lie as far from 0, which is the middle.
/// Else from 0, or the lowest value where that is chosen, to the highest; where the scale is shared, of all
/// that were seen.
Scale methodScale(const MethodResult& result, const MethodMap& map, ScaleChoice choice);

/// The ends of all these maps, and of `before`.
std::optional<Scale> endsOf(const std::vector<MethodMap>& maps, std::optional<Scale> before);

} // namespace saccade::ui
