// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QWidget;

namespace saccade::ui {

enum class ViewForm
{
    Png,
    Svg, ///< text stays text
    Pdf  ///< one page of the widget's size; text stays text
};

/// The widget as it is shown now, drawn anew. `scale`: pixels of a PNG for each of the widget's logical
/// ones; the other two have no pixels of their own. Throws Error where memory runs out.
QByteArray viewBytes(QWidget& widget, ViewForm form, int scale = 1);

/// ".png", ".svg" or ".pdf".
const char* suffixOf(ViewForm form);

} // namespace saccade::ui
