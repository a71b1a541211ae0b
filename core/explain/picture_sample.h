// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/torch_model.h"
#include "core/values/dataset.h"
#include "core/values/run_control.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace saccade {

/// Indices in a split, `count` of them at even steps and so of every part of it; all of them where the split
/// has no more, or `count` is below 1. The same at every call.
std::vector<int> sampleOf(const Dataset& data, Split split, int count);

/// Throws Error (BadInput) unless the pictures are of the model's size and there is one at least; (Usage)
/// where `needsAttention` and the model has none.
void requirePictures(const TorchModel& model, const Dataset& data, Split split, bool needsAttention);

/// Pictures of a split, normalised for the model, (B, 3, S, S), on its device.
torch::Tensor picturesOf(const TorchModel& model, const Dataset& data, Split split,
                         std::span<const int> indices);

/// Their true classes, (B), on the CPU.
torch::Tensor labelsOf(const Dataset& data, Split split, std::span<const int> indices);

/// Calls `work` for one part of `indices` after the other, and reports how far it is. Throws Error, that
/// `what` was stopped, where the control says so.
void inBatches(std::span<const int> indices, int batchSize, RunControl& control, const Progress& progress,
               const std::string& what, const std::function<void(std::span<const int>)>& work);

/// A tensor's numbers in fp32, row by row.
std::vector<float> floats(const torch::Tensor& tensor);

} // namespace saccade
