// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/training/form_field.h"

namespace saccade::ui {

/// The fields of a TrainSpec that everybody sees.
std::vector<FormField> basicFields();

/// The rest, by what they are about. The first is of a ModelSpec, the others of a TrainSpec.
std::vector<FormField> modelFields();
std::vector<FormField> recipeFields();
std::vector<FormField> pictureFields();
std::vector<FormField> machineFields();

} // namespace saccade::ui
