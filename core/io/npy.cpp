// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/npy.h"

#include "core/platform/atomic_file.h"
#include "core/values/error.h"

#include <string>

namespace saccade {

void writeNpy(const std::filesystem::path& path, std::span<const float> values,
              const std::vector<std::int64_t>& shape)
{
    std::string extents;
    std::int64_t count = 1;
    for (const std::int64_t extent : shape) {
        extents += std::to_string(extent) + ",";
        count *= extent;
    }
    if (count != std::int64_t(values.size()))
        throw Error::badInput(path.string(), std::to_string(count) + " numbers",
                              std::to_string(values.size()));
    // "<f4": little-endian, which every machine this program is built for is.
    std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + extents + "), }";
    constexpr std::size_t Preamble = 10; // magic, version, length
    header.append(63 - (Preamble + header.size()) % 64, ' ');
    header += '\n';
    std::string file = "\x93NUMPY";
    file += '\x01';
    file += '\0';
    file += char(header.size() & 0xFF);
    file += char(header.size() >> 8);
    file += header;
    file.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
    writeFileAtomically(path, std::string_view(file));
}

} // namespace saccade
