// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"
#include "core/values/trained_model.h"

#include <filesystem>
#include <vector>

namespace saccade {

/// Writes the model as a TorchScript file (a legacy format: deprecated upstream), which torch::jit::load and
/// Python's torch.jit.load run without this program. Methods: see torchScriptSource. Weights have the names
/// that a safetensors export gives them; what config.json says of a model is the extra file "saccade.json".
/// Throws Error.
void writeTorchScript(const ModelPtr& model, const std::filesystem::path& path);

/// What the file's forward_with_attention makes of normalised pictures (B, 3, S, S): logits (B, classes), and
/// where `attention` is not null each layer's (B, heads, N, N). Runs the file's code: for files of our own
/// alone.
torch::Tensor torchScriptLogits(const std::filesystem::path& path, const torch::Tensor& pictures,
                                std::vector<torch::Tensor>* attention = nullptr);

} // namespace saccade
