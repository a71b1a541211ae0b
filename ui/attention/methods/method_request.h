// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/explanation.h"
#include "core/values/method.h"

#include <optional>

namespace saccade::ui {

class AttentionState;
class MethodChoice;

/// Whether a method has a map for each layer (and head) by itself, as attention has, instead of one that
/// reads up to a layer.
bool showsEveryLayer(const MethodInfo& method);

/// The class with the highest probability but this one; empty where there is no other.
std::optional<int> mostProbableBut(const Explanation& explanation, int index);

/// What has to be asked for what is chosen. Layer and head stay open where all of them come in one answer, so
/// that going through them computes nothing; the query stays open in a model without CLS until one is chosen,
/// as its answer is the mean over its patches.
MethodRequest requestFor(const MethodChoice& choice, const AttentionState& state,
                         const Explanation& explanation);

} // namespace saccade::ui
