// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saccade {

/// What this program makes use of in a processor; each has what those before it have. (A header of its own,
/// for files that are compiled for one of these sets must share no inline code with others.)
enum class InstructionSet
{
    Portable,
    Avx2,
    Avx512,    ///< F, DQ, BW and VL: what OpenBLAS's SkylakeX kernels need
    Avx512Bf16 ///< and dot products of bf16 numbers, and the rounding to them
};

} // namespace saccade
