// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/image.h"
#include "core/values/run_control.h"
#include "core/values/scoreboard.h"
#include "core/values/trained_model.h"

#include <optional>

namespace saccade {

/// Orders of chance that the row "random" is the mean of.
constexpr int RandomOrders = 4;

/// Every method's worth on one picture of the model's size, beside the baselines "random" and "edges", for a
/// class or the predicted one. A method's map is that of singleMap(), contrast being against the runner-up;
/// where it is coarser than the patches it is read between its cells, see bilinear(). Patches go in the
/// descending order of the map, equal ones row by row; see RankedCurves. The same at every call. Throws Error
/// (Failed) where the control says stop, (Usage) where there is no such class. Safe from any thread.
Scoreboard scoreboard(const ModelPtr& model, const Image& picture, std::optional<int> classIndex,
                      RunControl& control, const Progress& progress = {});

} // namespace saccade
