// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/scale.h"
#include "core/values/method.h"

#include <QString>

#include <optional>
#include <vector>

namespace saccade::ui {

/// What a method of attribution said of the picture, where one is chosen.
struct MethodResult
{
    MethodRequest request;
    std::vector<MethodMap> maps; ///< none while the first is computed, or where it was refused
    bool isPending = false;      ///< a newer one is being computed
    QString message;             ///< why there is none: a sentence
    /// The ends of every map of this method since it was chosen: what a shared scale holds.
    std::optional<Scale> seen;
};

} // namespace saccade::ui
