// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/image.h"
#include "core/values/method.h"
#include "core/values/trained_model.h"

namespace saccade {

/// What a method says of a picture of the model's size: a map for each layer and head that the request leaves
/// open, where the method shows them one by one; else one. Throws Error (Usage) where the request does not
/// fit, as for a method of attention on a CNN; (BadInput) on another size. Safe from any thread.
std::vector<MethodMap> computeMethod(const ModelPtr& model, const Image& picture,
                                     const MethodRequest& request);

} // namespace saccade
