// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/trained_model.h"

#include <vector>

namespace saccade {

/// What a model is shown and what it says, number by number.
struct Answers
{
    int pictures = 0;
    std::vector<float> pixelValues; ///< normalised, (pictures, 3, S, S)
    std::vector<float> logits;      ///< (pictures, classes)
};

/// Of the first `count` pictures of a split, or all that there are, in fp32. Throws Error (BadInput) where
/// data set and model differ in picture size.
Answers answersOf(const ModelPtr& model, const Dataset& data, Split split, int count);

} // namespace saccade
