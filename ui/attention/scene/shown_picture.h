// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"

#include <QString>

#include <optional>

namespace saccade::ui {

/// The picture that is looked at: one of the data set, or one that a person brought.
struct ShownPicture
{
    std::optional<PictureRef> ref; ///< nothing for an own picture
    Image pixels;                  ///< as the model sees it, untouched
    QString label;                 ///< an own picture's, "Own picture: holiday.jpg"
    int trueLabel = -1;            ///< below 0: not known
};

} // namespace saccade::ui
