// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/model_spec.h"
#include "core/values/train_spec.h"

#include <string>
#include <vector>

namespace saccade {

/// A model and a recipe under one name.
struct Preset
{
    std::string name;        ///< as the command line spells it
    std::string description; ///< one sentence
    ModelSpec model;
    TrainSpec train;
};

const std::vector<Preset>& presets();
/// Throws Error (Usage) that lists the known names.
const Preset& presetNamed(const std::string& name);

} // namespace saccade
