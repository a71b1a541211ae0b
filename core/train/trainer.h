// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/run_control.h"
#include "core/values/training.h"

namespace saccade {

/// Trains on the calling thread until the run is completed, stopped or failed, and never throws: whatever
/// goes wrong is the outcome's message. The run folder always holds the newest whole checkpoint, also after a
/// stop inside an epoch, and resuming ends with the weights of a run that was never interrupted.
RunOutcome train(const TrainRequest& request, RunControl& control, const TrainObserver& observer);

} // namespace saccade
