// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/explanation.h"
#include "core/values/image.h"
#include "core/values/intervention.h"
#include "core/values/trained_model.h"

#include <memory>

namespace saccade::ui {

/// What the model says of one picture, both as they have been changed, and what it says of the two untouched.
struct Answer
{
    Explanation explanation;
    std::shared_ptr<const Explanation> untouched; ///< of the same model and picture
    ModelPtr model;                               ///< the changed one
    Image picture;                                ///< as the model saw it
    Intervention intervention;                    ///< what was changed
};

} // namespace saccade::ui
