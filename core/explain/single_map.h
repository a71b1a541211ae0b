// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/image.h"
#include "core/values/method.h"
#include "core/values/trained_model.h"

#include <optional>
#include <span>
#include <string>

namespace saccade {

/// Of a class the one with the next highest score among the others; nothing where there is no other.
std::optional<int> runnerUp(std::span<const double> scores, int classIndex);

/// A method's one map, so that methods can be compared. Those that read up to a layer read up to the last;
/// those that show every head (attention, value-weighted) give the mean over the heads of the last layer;
/// those that show every layer (head-mean, head-max, head-min) the mean over the layers. contrast is against
/// `against`. The map's words say what was taken. Throws as computeMethod.
MethodMap singleMap(const ModelPtr& model, const Image& picture, const std::string& method, int classIndex,
                    std::optional<int> against);

/// Why a model has no map of a method, in a few words; empty where it has one.
std::string refusalOf(const MethodInfo& method, const ModelSpec& spec);

} // namespace saccade
