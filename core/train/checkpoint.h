// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"
#include "core/train/optimizer.h"
#include "core/train/train_state.h"
#include "core/values/trained_model.h"

#include <filesystem>

namespace saccade {

/// Weights, the optimiser's moments and where the run stands, in one safetensors file that any model reader
/// opens too: where a running mean of the weights is kept, it reads that one. Written whole or not at all.
/// Throws Error.
void saveCheckpoint(const std::filesystem::path& path, const torch::nn::Module& network,
                    const ModelInfo& info, ParameterOptimizer& optimizer, const TrainState& state);

/// Puts weights and moments back in place and returns where the run stood. Throws Error (BadInput), with
/// nothing changed where the file is damaged.
TrainState loadCheckpoint(const std::filesystem::path& path, torch::nn::Module& network,
                          ParameterOptimizer& optimizer);

} // namespace saccade
