// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/train_spec.h"

namespace saccade {

/// The learning rate at a point of the run, `progress` 0..1: rises in a line from 0 over the first
/// spec.warmup, then stays, falls in a line, or falls as half a cosine (Loshchilov and Hutter 2016, arXiv
/// 1608.03983) to spec.minLearningRate at 1.
double learningRateAt(const TrainSpec& spec, double progress);

} // namespace saccade
