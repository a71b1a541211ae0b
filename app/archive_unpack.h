// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/run_control.h"

#include <cstdint>
#include <filesystem>
#include <istream>
#include <string>
#include <vector>

namespace saccade {

/// A file that an archive has to hold, and how many bytes it may have.
struct ExpectedMember
{
    std::string name;
    std::uint64_t smallest = 0;
    std::uint64_t largest = 0;
};

/// Unpacks FOLDER/NAME of a .tar.gz to target/NAME for each of `members`, and nothing else. All of them are
/// put in place, each atomically, once the archive has been read to its end; until then what `target` held
/// stays as it was. Harmless other members are passed over. Throws Error (`source` names the archive) on
/// what is not an archive or damaged, on a missing or repeated member, on sizes out of bounds, on links and
/// on names that lead out of the folder.
void unpackMembers(std::istream& archive, const std::string& source, const std::string& folder,
                   const std::vector<ExpectedMember>& members, const std::filesystem::path& target,
                   const RunControl& control, const Progress& progress);

} // namespace saccade
