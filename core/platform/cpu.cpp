// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/cpu.h"

#include "core/values/error.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <thread>

#if (defined(__x86_64__) || defined(__i386__)) && (defined(__GNUC__) || defined(__clang__))
#include <cpuid.h>
#endif
#if defined(__linux__)
#include <sched.h>
#endif

namespace saccade {

namespace {

constexpr const char* LimitVariable = "SACCADE_CPU";

InstructionSet processorsBest()
{
#if (defined(__x86_64__) || defined(__i386__)) && (defined(__GNUC__) || defined(__clang__))
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma"))
        return InstructionSet::Portable;
    if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512dq") ||
        !__builtin_cpu_supports("avx512bw") || !__builtin_cpu_supports("avx512vl"))
        return InstructionSet::Avx2;
    return __builtin_cpu_supports("avx512bf16") ? InstructionSet::Avx512Bf16 : InstructionSet::Avx512;
#else
    return InstructionSet::Portable;
#endif
}

} // namespace

const char* nameOf(InstructionSet set)
{
    switch (set) {
    case InstructionSet::Avx512Bf16:
        return "AVX-512 with bf16";
    case InstructionSet::Avx512:
        return "AVX-512";
    case InstructionSet::Avx2:
        return "AVX2";
    case InstructionSet::Portable:
        break;
    }
    return "portable";
}

std::optional<InstructionSet> instructionSetNamed(const std::string& name)
{
    constexpr std::array<const char*, 4> Names{"portable", "avx2", "avx512", "avx512-bf16"};
    const auto found = std::find(Names.begin(), Names.end(), name);
    if (found == Names.end())
        return std::nullopt;
    return InstructionSet(found - Names.begin());
}

std::optional<InstructionSet> instructionSetLimit()
{
    const char* name = std::getenv(LimitVariable);
    if (!name)
        return std::nullopt;
    const auto limit = instructionSetNamed(name);
    if (!limit)
        throw Error(std::string(LimitVariable) +
                        ": expected portable, avx2, avx512 or avx512-bf16, found \"" + name + "\"",
                    Error::Kind::Usage);
    return limit;
}

InstructionSet instructionSet()
{
    static const InstructionSet set = [] {
        const char* name = std::getenv(LimitVariable);
        const auto limit = instructionSetNamed(name ? name : "");
        return std::min(limit.value_or(InstructionSet::Avx512Bf16), processorsBest());
    }();
    return set;
}

bool hasMatrixUnit()
{
#if (defined(__x86_64__) || defined(__i386__)) && (defined(__GNUC__) || defined(__clang__))
    constexpr unsigned int AmxBf16 = 1U << 22; // of EDX, leaf 7: not a name that every compiler knows
    static const bool has = [] { // asked once: a virtual machine's host answers, and takes its time
        unsigned int a = 0;
        unsigned int b = 0;
        unsigned int c = 0;
        unsigned int d = 0;
        return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (d & AmxBf16) != 0;
    }();
    return has;
#else
    return false;
#endif
}

int usableCores()
{
#if defined(__linux__)
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof(set), &set) == 0)
        return std::max(1, CPU_COUNT(&set));
#endif
    return std::max(1, int(std::thread::hardware_concurrency()));
}

} // namespace saccade
