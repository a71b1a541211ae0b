// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/trained_model.h"

#include <filesystem>

namespace saccade {

/// Writes the model as an ONNX file: opset 17, fp32, any number of pictures at a time. Input "pixel_values",
/// normalised pictures (batch, 3, S, S); output "logits" (batch, classes); with `withAttention` also
/// "attention_0" …, the softmax output of each layer, (batch, heads, N, N). What config.json says of a model
/// stands in its metadata under "saccade". Throws Error, also where the file would pass the format's 2 GB.
void writeOnnx(const ModelPtr& model, const std::filesystem::path& path, bool withAttention);

} // namespace saccade
