// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"

namespace saccade::ui {

/// A model and a picture, and what is changed of both before anything is asked about them. asked() works on
/// the worker's thread; it throws Error where the model or the picture cannot be changed so.
struct Question
{
    ModelPtr model;
    Image picture;
    Intervention intervention;
    std::function<Intervened(const ModelPtr&, const Image&, const Intervention&)> intervene;

    Intervened asked() const
    {
        if (intervention.isEmpty())
            return {model, picture};
        return intervene(model, picture, intervention);
    }
};

} // namespace saccade::ui
