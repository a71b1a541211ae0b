// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/environment.h"

#include "core/platform/cpu.h"

#include <algorithm>
#include <cstdlib>

namespace saccade {

namespace {

void addSetting(std::vector<LibrarySetting>& settings, const char* variable, const char* value,
                const char* reason)
{
    const char* already = std::getenv(variable);
    settings.push_back({variable, already ? already : value, reason, already != nullptr});
}

/// What LibTorch's parts call a processor that has no more than this. Only oneDNN tells AVX-512 with bf16
/// from AVX-512 without.
void limitLibraries(std::vector<LibrarySetting>& settings, InstructionSet limit)
{
    const char* reason = "SACCADE_CPU asks for no more";
    if (limit == InstructionSet::Avx512)
        addSetting(settings, "ONEDNN_MAX_CPU_ISA", "AVX512_CORE", reason);
    if (limit >= InstructionSet::Avx512)
        return;
    const bool avx2 = limit == InstructionSet::Avx2;
    addSetting(settings, "ONEDNN_MAX_CPU_ISA", avx2 ? "AVX2" : "SSE41", reason);
    addSetting(settings, "ATEN_CPU_CAPABILITY", avx2 ? "avx2" : "default", reason);
    addSetting(settings, "OPENBLAS_CORETYPE", avx2 ? "Haswell" : "Prescott", reason);
}

} // namespace

std::vector<LibrarySetting> librarySettings()
{
    std::vector<LibrarySetting> settings;
    addSetting(settings, "OMP_WAIT_POLICY", "PASSIVE",
               "threads that wait sleep, so that the interface and other programs get the core");
    // A step waits a thousand times, mostly for less than it takes to wake a sleeper.
    addSetting(settings, "GOMP_SPINCOUNT", "20000",
               "but only after they have looked for some hundredths of a millisecond");
    // OpenBLAS of 2022 does not know newer processors and falls back to AVX2. Its SkylakeX kernels run on any
    // processor with these four parts of AVX-512, and crash on one without.
    const InstructionSet limit = instructionSetLimit().value_or(InstructionSet::Avx512Bf16);
    limitLibraries(settings, limit);
    if (std::min(limit, instructionSet()) >= InstructionSet::Avx512)
        addSetting(settings, "OPENBLAS_CORETYPE", "SkylakeX", "this processor has AVX-512");
    return settings;
}

void applyLibrarySettings()
{
    for (const LibrarySetting& setting : librarySettings())
        if (!setting.byUser)
#if defined(_WIN32)
            _putenv_s(setting.variable.c_str(), setting.value.c_str());
#else
            setenv(setting.variable.c_str(), setting.value.c_str(), 0);
#endif
}

} // namespace saccade
