// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/kernels.h"

#include "core/kernels/sets.h"
#include "core/platform/cpu.h"

namespace saccade::kernels {

Dropout::Dropout(double chance, std::uint64_t seed)
    : seed(seed)
    , threshold(std::uint32_t(chance * 4294967296.0))
    , scale(float(1.0 / (1.0 - chance)))
{
}

std::int64_t attentionScratch(const AttentionShape& shape)
{
    const std::int64_t width = (shape.headDim + 15) / 16 * 16;
    const std::int64_t tall = (shape.tokens + 15) / 16 * 16;
    return 6 * tall * width + 2 * tall * tall;
}

std::int64_t attentionOfOneScratch(const AttentionShape& shape)
{
    return std::int64_t(shape.tokens) * shape.heads * shape.headDim + 2 * ((shape.tokens + 15) / 16 * 16);
}

std::int64_t outerProductScratch(std::int64_t rows, std::int64_t columns)
{
    // The seven factors of half the rows and columns, and of a panel: more than the rows alone would be.
    return 7 * ((rows + 1) / 2) * (columns / 2 + 64) + rows + columns + 64;
}

template <>
const Kernels<float>& kernelsFor<float>([[maybe_unused]] InstructionSet set)
{
#if defined(SACCADE_X86_KERNELS)
    if (set >= InstructionSet::Avx512)
        return FloatAvx512;
    if (set == InstructionSet::Avx2)
        return FloatAvx2;
#endif
    return FloatPortable;
}

template <>
const Kernels<Bf16>& kernelsFor<Bf16>([[maybe_unused]] InstructionSet set)
{
#if defined(SACCADE_X86_KERNELS)
    if (set == InstructionSet::Avx512Bf16)
        return Bf16Avx512Bf16;
    if (set == InstructionSet::Avx512)
        return Bf16Avx512;
    if (set == InstructionSet::Avx2)
        return Bf16Avx2;
#endif
    return Bf16Portable;
}

template <>
const Kernels<float>& bestKernels<float>()
{
    static const Kernels<float>& best = kernelsFor<float>(instructionSet());
    return best;
}

template <>
const Kernels<Bf16>& bestKernels<Bf16>()
{
    static const Kernels<Bf16>& best = kernelsFor<Bf16>(instructionSet());
    return best;
}

} // namespace saccade::kernels
