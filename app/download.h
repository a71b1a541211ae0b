// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/run_control.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace saccade {

/// What is to be got, and what it has to be.
struct DownloadRequest
{
    std::string url;                        ///< http or https; from https a redirection leads to https alone
    std::uint64_t size;                     ///< bytes
    std::string sha256;                     ///< 64 lower-case hexadecimal digits
    std::chrono::milliseconds stallTimeout; ///< given up when nothing arrives for so long
};

/// Downloads to `target`, which is overwritten, and checks size and SHA-256. Blocks, with an event loop of
/// its own: any thread may call it while there is a QCoreApplication. Throws Error; what has arrived by then
/// is left in `target` for the caller to remove. `progress` must not throw.
void download(const DownloadRequest& request, const std::filesystem::path& target, const RunControl& control,
              const Progress& progress);

} // namespace saccade
