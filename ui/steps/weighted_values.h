// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/attention_steps.h"
#include "ui/steps/strip_list.h"

#include <optional>

namespace saccade::ui {

inline constexpr int StrongestShown = 5;

/// What the tokens add to the head's output, a · v each: the strongest, the marked one (or room for it), all
/// others together, and under them the sum. All on the sum's and theirs common scale.
std::vector<Strip> weightedValues(const AttentionSteps& steps, std::optional<int> marked);

} // namespace saccade::ui
