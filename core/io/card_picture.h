// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/image.h"
#include "core/values/trained_model.h"

#include <string>

namespace saccade {

/// The picture of a model card, and the sentence under it.
struct CardPicture
{
    Image image; ///< empty: there is none
    std::string caption;
};

/// The first test pictures of `data` side by side, below them where the model looks: attention rollout, or
/// Grad-CAM for a model without attention, each for the predicted class. Empty where `data` is null.
CardPicture cardPicture(const ModelPtr& model, const DatasetPtr& data);

} // namespace saccade
