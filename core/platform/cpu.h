// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saccade {

/// What this processor can do, as far as it matters here; all false where it cannot be told.
struct CpuFeatures
{
    bool avx2 = false;
    bool avx512 = false; ///< F, DQ, BW and VL: what OpenBLAS's SkylakeX kernels need
    bool bf16 = false;   ///< AVX512-BF16: dot products of bf16 numbers
};

const CpuFeatures& cpuFeatures();

/// Cores that this process may use, at least 1.
int usableCores();

} // namespace saccade
