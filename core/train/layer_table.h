// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/layer_statistics.h"

#include <string>

namespace saccade {

inline constexpr const char* LayerTableHeader =
    "step,epoch,layer,parameters,gradient_norm,weight_norm,update_ratio,activation_mean,activation_deviation,"
    "activation_largest,activation_zeros";

/// A row of layers.csv for each layer, without the last line's end. What is no finite number is left empty.
std::string layerTableRows(const LayerReport& report);

} // namespace saccade
