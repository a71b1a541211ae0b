// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/archive_unpack.h"
#include "core/values/run_control.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace saccade {

/// The eight files of CIFAR-10's binary version: 10,000 records of 3,073 bytes each, and two small texts.
std::vector<ExpectedMember> cifar10Members();

/// Where CIFAR-10 comes from, what it has to be, and where it goes. The defaults are the published archive.
struct FetchRequest
{
    std::string url = "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"; ///< or a mirror of it
    std::string sha256 = "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd";
    std::uint64_t size = 170'052'171;   ///< of the archive, bytes
    std::filesystem::path folder;       ///< gets a cifar-10-batches-bin; created where it does not exist
    std::filesystem::path localArchive; ///< unpacked in place of a download where it is not empty
    std::vector<ExpectedMember> members = cifar10Members();
    std::chrono::milliseconds stallTimeout = std::chrono::minutes(1); ///< a silent server is given up
};

/// Gets the archive, checks its size and SHA-256, and unpacks the expected files. Returns the folder that
/// holds them, FOLDER/cifar-10-batches-bin; where that is complete already, nothing is done.
/// Blocks; any thread may call it while there is a QCoreApplication. RunControl::stop() cancels (an Error is
/// thrown); pausing has no effect. Throws Error; what was in the folder before then is as it was. `progress`
/// may be empty and must not throw; it is called about ten times a second, and with 1 at the end.
std::filesystem::path fetchCifar10(const FetchRequest& request, RunControl& control,
                                   const Progress& progress);

} // namespace saccade
