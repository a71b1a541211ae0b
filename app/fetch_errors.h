// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/error.h"
#include "core/values/run_control.h"

#include <cstdint>
#include <string>

namespace saccade {

/// The faults that a download and a local archive share, in one wording.
inline Error wrongSize(const std::string& source, std::uint64_t expected, const std::string& found)
{
    return Error::badInput(source, std::to_string(expected) + " bytes", found);
}

inline Error wrongChecksum(const std::string& source, const std::string& expected, const std::string& found)
{
    return Error::badInput(source, "the SHA-256 " + expected, found);
}

inline Error fetchStopped()
{
    return Error("Stopped before the data set was complete; nothing was changed.");
}

/// Throws Error once the person has asked to stop.
inline void throwIfStopping(const RunControl& control)
{
    if (control.isStopping())
        throw fetchStopped();
}

} // namespace saccade
