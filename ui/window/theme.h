// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/theme_colours.h"

class QApplication;
class QLabel;
class QWidget;

namespace saccade::ui {

enum class Scheme
{
    System, ///< as the desktop says, where it tells (Qt 6.5 and later at run time, else at the start)
    Light,
    Dark
};

/// How the program looks: Fusion, a palette of ours and one style sheet.
///
/// Widgets take their colours from QPalette and, for what has a meaning, from the functions here; they learn
/// of a change by QEvent::PaletteChange. A dynamic property `kind` asks for a special look:
///   QPushButton, QToolButton: "primary" (the one thing to do), "quiet" (no frame), "segment" (in a row of
///   which one is checked), "key" (a small keycap);
///   QLabel: "title", "section" (see sectionLabel), "muted", "key", "bad", "warn", "good";
///   QFrame: "segments" (the box around segment buttons), "card";
///   QProgressBar: "thin".
namespace Theme {

/// May be called again at any time; every window follows at once.
void apply(QApplication& application, Scheme scheme);

Scheme scheme();
bool isDark();
const ThemeColours& colours();

inline QColor good()
{
    return colours().good;
}
inline QColor bad()
{
    return colours().bad;
}
inline QColor warn()
{
    return colours().warn;
}
inline QColor validation()
{
    return colours().validation;
}
inline QColor muted()
{
    return colours().muted;
}

/// The choice that was kept by saveScheme; System where none was.
Scheme savedScheme();
void saveScheme(Scheme scheme);

/// Changes a widget's `kind` and styles it anew.
void setKind(QWidget& widget, const char* kind);

} // namespace Theme

/// A small, letter-spaced heading in capitals; screen readers get the words as given.
QLabel* sectionLabel(const QString& text, QWidget* parent = nullptr);

} // namespace saccade::ui
