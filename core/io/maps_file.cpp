// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/maps_file.h"

#include "core/io/npy.h"
#include "core/platform/atomic_file.h"

namespace saccade {

void saveMaps(const std::filesystem::path& npy, std::span<const float> values,
              const std::vector<std::int64_t>& shape, const std::string& json)
{
    writeNpy(npy, values, shape);
    writeFileAtomically(std::filesystem::path(npy).replace_extension(".json"), std::string_view(json));
}

} // namespace saccade
