// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/precision.h"

#include "core/platform/cpu.h"
#include "core/values/error.h"

#include <torch/cuda.h>
#include <torch/version.h>

namespace saccade {

namespace {

torch::Device deviceNamed(const std::string& word)
{
    try {
        return torch::Device(word);
    } catch (const c10::Error&) {
        throw Error("device: expected auto, cpu, cuda, cuda:N or mps, found " + word, Error::Kind::Usage);
    }
}

} // namespace

torch::Device resolveDevice(const std::string& word)
{
    const bool hasCuda = torch::cuda::is_available();
    if (word == "auto")
        return hasCuda ? torch::Device(torch::kCUDA, 0) : torch::Device(torch::kCPU);
    const torch::Device device = deviceNamed(word);
    if (device.is_cuda() && (!hasCuda || device.index() >= int(torch::cuda::device_count())))
        throw Error("device: expected one of the " +
                        std::to_string(hasCuda ? torch::cuda::device_count() : 0) +
                        " CUDA devices that this LibTorch sees, found " + word,
                    Error::Kind::Usage);
#if TORCH_VERSION_MAJOR < 2
    if (device.is_mps())
        throw Error("device mps needs LibTorch 2", Error::Kind::Usage);
#endif
    return device.is_cuda() && !device.has_index() ? torch::Device(torch::kCUDA, 0) : device;
}

PrecisionChoice resolvePrecision(Precision wanted, const torch::Device& device)
{
    if (wanted == Precision::Fp32)
        return {false, "fp32, as asked for"};
    const bool cpu = device.is_cpu();
    if (!cpu && !device.is_cuda()) {
        if (wanted == Precision::Bf16)
            throw Error("precision: expected fp32 on " + device.str() + ", found bf16", Error::Kind::Usage);
        return {false, "fp32: bf16 is not supported on " + device.str()};
    }
    if (wanted == Precision::Bf16)
        return {true, "bf16 mixed, as asked for"};
    if (cpu && instructionSet() < InstructionSet::Avx512Bf16)
        return {false, "fp32: this processor does not multiply bf16"};
    return {true, cpu ? "bf16 mixed: this processor multiplies it directly" : "bf16 mixed, on a CUDA device"};
}

} // namespace saccade
