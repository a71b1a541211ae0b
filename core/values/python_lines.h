// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/model_export.h"
#include "core/values/trained_model.h"

#include <filesystem>
#include <string>

namespace saccade {

/// Whether ViTForImageClassification of Hugging Face's transformers can be this model: a plain vision
/// transformer, pre-norm, that reads its CLS token and has no registers.
bool fitsTransformers(const ModelSpec& spec);

/// Whether timm's VisionTransformer can: with the mean of the patches, too.
bool fitsTimm(const ModelSpec& spec);

/// Text as a Python string with its quotes.
std::string pythonString(const std::string& text);

/// timm's VisionTransformer of this shape as an expression over several lines, for a model that
/// fitsTimm(); `partial` of functools and `torch` have to be imported.
std::string timmConstructor(const ModelSpec& spec);

/// Python that loads a Hugging Face folder and asks it about a picture; `folder` as pythonString() gives it,
/// with what may follow it on its line.
std::string hubLines(const ModelSpec& spec, const std::string& folder);

/// Python that loads what was exported to `path` in this way, the packages that it needs in its first line.
std::string pythonLines(const ModelInfo& info, const ExportOptions& how, const std::filesystem::path& path);

/// The two lines that turn a pickle of tensors into a safetensors file beside it, for where its author is
/// trusted.
std::string conversionLines(const std::filesystem::path& file);

} // namespace saccade
