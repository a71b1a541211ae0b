// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/network.h"
#include "core/values/metrics.h"
#include "core/values/run_control.h"
#include "core/values/trained_model.h"

#include <optional>
#include <span>

namespace saccade {

/// How rows are evaluated: in bf16 where that is enough, and by the picture's mirror too (accuracyFlip).
struct EvaluateHow
{
    bool bf16 = false;
    bool flip = false;
};

/// As evaluate(), over rows of the data set's block and a network that may still be training: it is put into
/// evaluation mode and back. The result does not depend on anything but weights and rows.
std::optional<Evaluation> evaluateRows(Network& network, const ModelInfo& info, const Dataset& data,
                                       std::span<const int> rows, RunControl& control,
                                       const EvaluateHow& how = {}, const Progress& progress = {});

/// Rows of a split in the data set's block.
std::vector<int> rowsOf(const Dataset& data, Split split);

} // namespace saccade
