// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attention/scene/method_result.h"
#include "ui/attention/scene/scene.h"
#include "ui/out/session_file.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace saccade::ui {

/// The numbers behind what is shown, and what they are.
struct MapsToSave
{
    std::shared_ptr<const void> owner; ///< of the values, where they are not its own
    std::vector<float> own;            ///< of a method's maps, one behind the other
    std::span<const float> values;
    std::vector<std::int64_t> shape;
    std::string about; ///< JSON: axes, and what each map is of
};

/// The whole attention, (layers, heads, N, N), or the chosen method's maps, (maps, rows, columns). Empty
/// where there are none. Throws Error where a method's maps are not of one size.
std::optional<MapsToSave> mapsOf(const Scene& scene);

/// Writes FILE.npy and FILE.json, which holds `about` and all settings of the session. It reads the model's
/// file for its hash. Throws Error.
void writeMaps(const MapsToSave& maps, Session session, const QString& file,
               const decltype(Services::saveMaps)& save);

} // namespace saccade::ui
