// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace saccade {

/// What this program makes use of in a processor; each has what those before it have.
enum class CpuLevel
{
    Portable,
    Avx2,
    Avx512,
    Avx512Bf16
};

/// "portable", "avx2", "avx512" or "avx512-bf16"; none for any other word.
std::optional<CpuLevel> cpuLevelNamed(const std::string& name);

/// The level that SACCADE_CPU in the environment holds the program to; none where it is not set. Throws Error
/// (Usage) where it is no level's name.
std::optional<CpuLevel> cpuLimit();

/// What a processor can do, as far as it matters here; all false where it cannot be told.
struct CpuFeatures
{
    bool avx2 = false;
    bool avx512 = false; ///< F, DQ, BW and VL: what OpenBLAS's SkylakeX kernels need
    bool bf16 = false;   ///< AVX512-BF16: dot products of bf16 numbers
};

/// No more of it than the level has.
CpuFeatures limitedTo(CpuLevel level, CpuFeatures features);

/// This processor's, limited to cpuLimit() as it was at the first call. A name that is none limits nothing.
const CpuFeatures& cpuFeatures();

/// Cores that this process may use, at least 1.
int usableCores();

} // namespace saccade
