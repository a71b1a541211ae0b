// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QLabel>
#include <QPalette>

namespace saccade::ui {

/// The second accent, for quantities of a head: amber that reads on the palette's ground.
QColor amber(const QPalette& palette);

/// A label of a kind that the window's style sheet knows: "section", "title", "muted", "key", "good", "bad".
QLabel* labelOfKind(const char* kind, const QString& text, QWidget* parent);

/// Changes what the style sheet takes a widget for.
void setKind(QWidget* widget, const char* kind);

} // namespace saccade::ui
