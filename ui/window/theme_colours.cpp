// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/theme_colours.h"

#include <algorithm>
#include <cmath>

namespace saccade::ui {

namespace {

/// WCAG 2.1, "relative luminance".
double luminance(const QColor& colour)
{
    const auto linear = [](double share) {
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

} // namespace

const ThemeColours& ThemeColours::light()
{
    static const ThemeColours colours{
        .window = "#eef0f4",
        .panel = "#ffffff",
        .control = "#f5f6f9",
        .hover = "#e9ecf2",
        .pressed = "#dfe3ea",
        .line = "#dfe3ea",
        .text = "#1c2230",
        .muted = "#586274",
        .disabled = "#9aa2b0",
        .accent = "#1668c7",
        .onAccent = "#ffffff",
        .good = "#15734e",
        .bad = "#bd3232",
        .warn = "#8a5a00",
        .validation = "#9c5a00",
    };
    return colours;
}

const ThemeColours& ThemeColours::dark()
{
    static const ThemeColours colours{
        .window = "#16181d",
        .panel = "#1d2026",
        .control = "#23272f",
        .hover = "#2b303a",
        .pressed = "#323844",
        .line = "#2e333d",
        .text = "#e7e9ee",
        .muted = "#9aa3b2",
        .disabled = "#626a78",
        .accent = "#5aa9ff",
        .onAccent = "#0d1520",
        .good = "#46c28e",
        .bad = "#ff6b6b",
        .warn = "#f0c75e",
        .validation = "#ffb454",
    };
    return colours;
}

QPalette ThemeColours::palette() const
{
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, panel);
    palette.setColor(QPalette::AlternateBase, control);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::PlaceholderText, muted);
    palette.setColor(QPalette::Button, control);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, bad);
    palette.setColor(QPalette::ToolTipBase, control);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, onAccent);
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::LinkVisited, accent);
    palette.setColor(QPalette::Light, hover);
    palette.setColor(QPalette::Midlight, hover);
    palette.setColor(QPalette::Mid, line);
    palette.setColor(QPalette::Dark, pressed);
    palette.setColor(QPalette::Shadow, window.darker(150));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                                           QPalette::PlaceholderText, QPalette::ToolTipText})
        palette.setColor(QPalette::Disabled, role, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, pressed);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, disabled);
    return palette;
}

double contrast(const QColor& a, const QColor& b)
{
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace saccade::ui
