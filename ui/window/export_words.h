// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/model_export.h"
#include "core/values/trained_model.h"

#include <QString>

namespace saccade::ui {

/// As the list of formats has it.
QString formatName(ExportFormat format);
/// What the format is for, and what differs for a model of this family.
QString formatPurpose(ExportFormat format, const ModelSpec& spec);
/// With its dot; empty for a folder.
QString formatEnding(ExportFormat format);
/// What asking the written file has shown, and what was not asked.
QString checkWords(const ExportResult& result);

} // namespace saccade::ui
