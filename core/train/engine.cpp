// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/engine.h"

#include "core/platform/cpu.h"
#include "core/platform/environment.h"
#include "core/train/precision.h"

#include <torch/version.h>

namespace saccade {

std::vector<std::string> engineFacts()
{
    const torch::Device device = resolveDevice("auto");
    std::vector<std::string> facts{"LibTorch " + std::string(TORCH_VERSION) + " on " + device.str(),
                                   "Threads: " + std::to_string(usableCores()) + ", one per core",
                                   "Precision: " + resolvePrecision(Precision::Auto, device).reason};
    facts.push_back(
        "Loops between the products: " + std::string(nameOf(instructionSet())) +
        (instructionSetLimit() ? ", as SACCADE_CPU asks for" : ", the most that this processor has"));
    for (const LibrarySetting& setting : librarySettings())
        facts.push_back(setting.variable + " = " + setting.value + ": " + setting.reason);
    return facts;
}

void useThreadsHere(int count)
{
    at::set_num_threads(count);
}

} // namespace saccade
