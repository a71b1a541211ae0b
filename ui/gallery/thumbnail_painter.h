// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRect>

class QImage;
class QPainter;
class QPalette;

namespace saccade::ui {

/// The red that marks a wrong prediction, legible on the palette's window colour.
QColor wrongColour(const QPalette& palette);

struct ThumbnailState
{
    bool wrong = false;
    bool hovered = false;
    bool current = false;
    bool focused = false; ///< the current one, and the keyboard acts on it
};

/// Draws the picture into a square with crisp pixels and what is known of it around and upon it.
void paintThumbnail(QPainter& painter, const QRect& square, const QImage& picture,
                    const ThumbnailState& state, const QPalette& palette);

} // namespace saccade::ui
