// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace saccade::ui {

/// The colours of one scheme. Every text colour reaches a contrast of 4.5 : 1 on every ground it is used on.
struct ThemeColours
{
    QColor window;     ///< behind the picture and between docks
    QColor panel;      ///< docks, tool bar, menus
    QColor control;    ///< buttons, fields, status bar
    QColor hover;      ///< a control under the mouse
    QColor pressed;    ///< a control held down, or a groove
    QColor line;       ///< hairlines and borders
    QColor text;       ///< what is read
    QColor muted;      ///< labels, units, hints
    QColor disabled;   ///< text of what cannot be used
    QColor accent;     ///< the one colour that says "here": selection, primary button, training curve
    QColor onAccent;   ///< text on accent
    QColor good;       ///< right, running
    QColor bad;        ///< wrong, failed
    QColor warn;       ///< worth a look
    QColor validation; ///< the second curve of a chart

    static const ThemeColours& light();
    static const ThemeColours& dark();

    QPalette palette() const;
};

/// WCAG 2.1 contrast of two opaque colours, 1..21.
double contrast(const QColor& a, const QColor& b);

} // namespace saccade::ui
