// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/image.h"

#include <QImage>

namespace saccade::ui {

/// Format_RGB32, which is what widgets paint fastest. Null for an empty picture.
QImage toQImage(const Image& picture);

/// Any format; transparent parts show white. Empty for a null picture.
Image fromQImage(const QImage& picture);

} // namespace saccade::ui
