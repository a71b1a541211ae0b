// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/random.h"
#include "core/kernels/kernels.h"
#include "core/platform/cpu.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

// What the tests of core/kernels share: numbers as T, their distance from double precision, all sets.

namespace saccade::test {

using kernels::Bf16;
using kernels::Kernels;

using Doubles = std::vector<double>;

inline std::vector<float> randomFloats(std::size_t count, std::uint64_t seed, float spread = 2.0F)
{
    Random random(seed, Stream::Augment, 0, 0);
    std::vector<float> values(count);
    for (float& value : values)
        value = random.between(-spread, spread);
    return values;
}

inline float valueOf(float x)
{
    return x;
}
inline float valueOf(Bf16 x)
{
    return std::bit_cast<float>(std::uint32_t(x.bits) << 16);
}

/// Values that T holds exactly.
template <typename T>
std::vector<T> asType(const std::vector<float>& values)
{
    std::vector<T> result;
    for (const float value : values) {
        if constexpr (std::is_same_v<T, float>)
            result.push_back(value);
        else
            result.push_back({std::uint16_t(std::bit_cast<std::uint32_t>(value) >> 16)});
    }
    return result;
}

template <typename T>
double largestGap(const std::vector<T>& found, const Doubles& expected)
{
    double most = found.size() == expected.size() ? 0.0 : 1e9;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const double gap = std::abs(double(valueOf(found[i])) - expected[i]);
        most = gap <= most ? most : gap; // a NaN is a gap too
        if (std::isnan(gap))
            return 1e9;
    }
    return most;
}

/// How far T's rounding may move a number of about this size.
template <typename T>
double tolerance(double size)
{
    return size * (std::is_same_v<T, float> ? 3e-6 : 5e-3);
}

/// Calls check(kernels, set, T{}) for each instruction set that this processor has and both types.
template <typename Check>
void forAll(Check&& check)
{
    for (int set = 0; set <= int(instructionSet()); ++set) {
        const auto which = InstructionSet(set);
        check(kernels::kernelsFor<float>(which), nameOf(which), float{});
        check(kernels::kernelsFor<Bf16>(which), nameOf(which), Bf16{});
    }
}

} // namespace saccade::test
