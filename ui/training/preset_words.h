// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/presets.h"

#include <QString>

namespace saccade::ui {

/// A preset's sentence in the window's language; as core has it where there is no translation.
QString presetDescription(const Preset& preset);

} // namespace saccade::ui
