// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/model_file.h"
#include "core/values/dataset.h"
#include "core/values/run_control.h"

#include <filesystem>

namespace saccade {

/// Writes the model for other programs and asks what was written, before any of it takes its place: whatever
/// fails or is stopped leaves what was there as it was. A folder that does not exist appears whole; in one
/// that exists files of these names are replaced, the weights last. Asked are test pictures of `data`,
/// brought to the model's size, or random ones where it is null. Throws Error: Usage where the options do not
/// fit the format, Failed where nothing can be written, it was stopped, or what was written gives other
/// logits than the model (by more than 1e-4 of their size in fp32).
ExportResult exportModel(const ModelPtr& model, const std::filesystem::path& path, const ExportOptions& how,
                         const DatasetPtr& data, RunControl& control, const Progress& progress = {});
ExportResult exportModel(const ModelPtr& model, const std::filesystem::path& path, const ExportOptions& how);

} // namespace saccade
