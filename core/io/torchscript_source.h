// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/model_spec.h"

#include <string>

namespace saccade {

/// The methods of a TorchScript module (https://pytorch.org/docs/stable/jit_language_reference.html) that has
/// this model's weights by their names:
///   forward(pictures) -> logits, and
///   forward_with_attention(pictures) -> (logits, the softmax output of each layer, (B, heads, N, N)).
/// GELU is written out, so that no later default of an operator can change it.
std::string torchScriptSource(const ModelSpec& spec);

} // namespace saccade
