// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/model_spec.h"

namespace saccade {

/// Floating-point operations of the matrix products that training takes for one picture, a multiplication and
/// an addition counted as two. Every product of the forward pass has two in the backward pass, one for each
/// of its factors; only the patch projection has one, since nobody asks for the picture's gradient. What the
/// last block would do for tokens that nobody reads, keys and values included, is not counted, though some
/// processors do a part of it. Softmax, norms, activations and the optimiser are not counted either, so a
/// rate made of this never flatters. Throws Error (Usage) for a family other than Vit.
double trainingFlopPerImage(const ModelSpec& spec);

} // namespace saccade
