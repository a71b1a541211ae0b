// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace saccade {

/// A setting that a numeric library reads from the environment when it is loaded, so before main.
struct LibrarySetting
{
    std::string variable;
    std::string value;
    std::string reason;  ///< a sentence's end for the log: why this value on this machine
    bool byUser = false; ///< was in the environment already, and stays
};

/// What OpenMP, OpenBLAS and LibTorch should be told on this machine. A variable that the user has set is
/// left as it is. Throws Error (Usage) where SACCADE_CPU is no level's name.
std::vector<LibrarySetting> librarySettings();

/// Puts those settings into this process's environment, for the program it is about to become.
void applyLibrarySettings();

} // namespace saccade
