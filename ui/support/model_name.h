// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/trained_model.h"

#include <QString>
#include <QStringList>

namespace saccade::ui {

/// What a person calls a model's file: the run's name for one of a run's checkpoints, else the file's. Empty
/// for a model without a file.
QString sourceName(const ModelInfo& info);

/// Names as the interface holds them.
QStringList toStringList(const std::vector<std::string>& names);

} // namespace saccade::ui
