// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/explanation.h"
#include "core/values/image.h"

#include <QImage>
#include <QRectF>

#include <functional>

class QWidget;

namespace saccade::test {

/// The sizes of a model's attention.
struct Grid
{
    int rows = 8;
    int columns = 8;
    bool cls = true;
    int layers = 1;
    int heads = 1;
    int registers = 0;
};

/// Attention whose rows put `onCls` on CLS (where there is one), a hundredth on each register, and the rest
/// on one patch: the one that `target` names for this layer, head and query (-1 is CLS or a register, else
/// the patch's number, row by row).
Explanation lookingAt(const Grid& grid, const std::function<int(int layer, int head, int query)>& target,
                      float onCls = 0.0F);

/// Every patch looks at itself, and CLS at patch 0.
Explanation lookingAtItself(const Grid& grid);

/// Logits and probabilities by hand.
void say(Explanation& explanation, const std::vector<float>& probabilities);

/// One colour, so that a map's colours are easily told from it.
Image plainPicture(int width, int height);

/// All colours differ.
Image colourfulPicture(int width, int height);

/// Lets queued signals arrive and paints the widget.
QImage shown(QWidget* widget);

QRgb colourAt(const QImage& image, const QPointF& position);

} // namespace saccade::test
