// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/cpu.h"

#include "core/values/error.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <thread>

#if defined(__linux__)
#include <sched.h>
#endif

namespace saccade {

namespace {

constexpr const char* LimitVariable = "SACCADE_CPU";

CpuFeatures wholeProcessor()
{
    CpuFeatures found;
#if (defined(__x86_64__) || defined(__i386__)) && (defined(__GNUC__) || defined(__clang__))
    __builtin_cpu_init();
    found.avx2 = __builtin_cpu_supports("avx2");
    found.avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                   __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
    found.bf16 = found.avx512 && __builtin_cpu_supports("avx512bf16");
#endif
    return found;
}

} // namespace

std::optional<CpuLevel> cpuLevelNamed(const std::string& name)
{
    constexpr std::array<const char*, 4> Names{"portable", "avx2", "avx512", "avx512-bf16"};
    const auto found = std::find(Names.begin(), Names.end(), name);
    if (found == Names.end())
        return std::nullopt;
    return CpuLevel(found - Names.begin());
}

std::optional<CpuLevel> cpuLimit()
{
    const char* name = std::getenv(LimitVariable);
    if (!name)
        return std::nullopt;
    const auto level = cpuLevelNamed(name);
    if (!level)
        throw Error(std::string(LimitVariable) +
                        ": expected portable, avx2, avx512 or avx512-bf16, found \"" + name + "\"",
                    Error::Kind::Usage);
    return level;
}

CpuFeatures limitedTo(CpuLevel level, CpuFeatures features)
{
    features.avx2 = features.avx2 && level >= CpuLevel::Avx2;
    features.avx512 = features.avx512 && level >= CpuLevel::Avx512;
    features.bf16 = features.bf16 && level >= CpuLevel::Avx512Bf16;
    return features;
}

const CpuFeatures& cpuFeatures()
{
    static const CpuFeatures features = [] {
        const char* name = std::getenv(LimitVariable);
        const auto level = cpuLevelNamed(name ? name : "");
        return level ? limitedTo(*level, wholeProcessor()) : wholeProcessor();
    }();
    return features;
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
