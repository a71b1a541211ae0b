// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/model_export.h"
#include "core/values/trained_model.h"

#include <filesystem>

namespace saccade {

/// Reads an ONNX file that writeOnnx wrote of the model: each node reads what stands before it and makes
/// something new, each output is made, each constant has the bytes that its shape asks for, and every weight
/// that is stored under its own name is the model's, bit for bit. Does not run the graph. Throws Error where
/// one of these does not hold.
GraphCheck checkOnnx(const ModelPtr& model, const std::filesystem::path& path);

} // namespace saccade
