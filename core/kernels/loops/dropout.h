// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/vectors.h"

// Dropout by counting: whether a number is kept is a hash of its place, so that no mask need be stored, and
// the way back makes it anew. Places are counted modulo 2³².

namespace {

/// The finaliser of MurmurHash3 (Appleby 2011): every bit of the answer depends on every bit of x.
inline WordVector mixed(WordVector x)
{
    x ^= x >> 16;
    x *= 0x85EBCA6BU;
    x ^= x >> 13;
    x *= 0xC2B2AE35U;
    return x ^ (x >> 16);
}

/// The factors of the numbers at `place` and behind it.
inline Vector keptFrom(const saccade::kernels::Dropout& dropout, std::uint32_t place)
{
    const WordVector places = (WordVector)laneNumbers() + place;
    const WordVector once = mixed(places * 0x9E3779B9U + std::uint32_t(dropout.seed));
    const WordVector drawn = mixed(once + std::uint32_t(dropout.seed >> 32));
    return drawn >= dropout.threshold ? splat(dropout.scale) : Vector{};
}

template <typename T>
void dropout(const saccade::kernels::Dropout& dropout, Index place, Index count, T* x, T* other)
{
    Index i = 0;
    for (; i + Lanes <= count; i += Lanes) {
        const Vector kept = keptFrom(dropout, std::uint32_t(place + i));
        store(x + i, load(x + i) * kept);
        if (other)
            store(other + i, load(other + i) * kept);
    }
    const Vector kept = keptFrom(dropout, std::uint32_t(place + i));
    for (int lane = 0; i < count; ++i, ++lane) {
        assign(x + i, scalar(x[i]) * kept[lane]);
        if (other)
            assign(other + i, scalar(other[i]) * kept[lane]);
    }
}

} // namespace
