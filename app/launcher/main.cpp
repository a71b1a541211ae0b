// SPDX-License-Identifier: GPL-3.0-or-later
//
// OpenMP and OpenBLAS read their settings when they are loaded, which is before a program's main. So this
// small program, which loads neither, makes the settings for the machine it runs on and then becomes the real
// one. It takes a millisecond; starting the real program twice would take as long as loading LibTorch.
#include "core/platform/environment.h"
#include "core/values/error.h"

#include <cstdio>
#include <filesystem>
#include <vector>

#if defined(_WIN32)
#include <process.h>
#else
#include <unistd.h>
#endif

namespace {

namespace fs = std::filesystem;

/// libexec/saccade/NAME beside the bin folder that this program is in.
fs::path realProgram(const char* calledAs)
{
    std::error_code failure;
    fs::path self = fs::read_symlink("/proc/self/exe", failure);
    if (failure) // no /proc (macOS, Windows): as it was called
        self = fs::weakly_canonical(calledAs, failure);
    return self.parent_path().parent_path() / "libexec" / "saccade" / self.filename();
}

} // namespace

int main(int argc, char** argv)
{
    try {
        saccade::applyLibrarySettings();
    } catch (const saccade::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
    const fs::path program = realProgram(argc > 0 ? argv[0] : "");
    std::vector<char*> arguments(argv, argv + argc);
    arguments.push_back(nullptr);
#if defined(_WIN32)
    const intptr_t code = _spawnv(_P_WAIT, program.string().c_str(), arguments.data());
    if (code >= 0)
        return int(code);
#else
    execv(program.c_str(), arguments.data());
#endif
    std::perror(program.string().c_str());
    return 1;
}
