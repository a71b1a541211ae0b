// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/model_file.h"
#include "core/io/tensors.h"

namespace saccade {

/// The same tensors in the type that a file is to have. Whole numbers, such as counts of batches, stay as
/// they are. Throws Error that names the tensor where fp16 cannot hold a number.
NamedTensors narrowed(WeightType type, NamedTensors tensors);

} // namespace saccade
