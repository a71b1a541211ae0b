// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/safetensors.h"
#include "core/torch.h"

#include <string>
#include <vector>

namespace saccade {

using NamedTensors = std::vector<std::pair<std::string, torch::Tensor>>;

/// Every parameter and buffer of a module with its dotted name; the tensors themselves, not copies.
NamedTensors namedTensors(const torch::nn::Module& module);

/// Writes fp32, fp64, fp16, bf16 or int64 tensors; see writeSafetensors.
void writeTensors(const std::filesystem::path& path, const NamedTensors& tensors,
                  const std::map<std::string, std::string>& metadata);

/// A tensor of its own, fp32 where the file has fp64, fp16 or bf16. Throws Error (BadInput) that names file
/// and tensor where it is missing, of another shape than expected, or of a type that is not a floating-point
/// one.
torch::Tensor readTensor(const SafetensorsFile& file, const std::string& name, at::IntArrayRef shape);

} // namespace saccade
