// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QLabel>
#include <QSettings>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleHints>

namespace saccade::ui {

namespace {

struct State
{
    Scheme scheme = Scheme::System;
    bool dark = false;
    bool begun = false;
    bool desktopWasDark = false; ///< as the desktop's own palette said before ours replaced it
    QFont desktopFont;
};

State& state()
{
    static State s;
    return s;
}

bool desktopIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme told = QGuiApplication::styleHints()->colorScheme();
    if (told != Qt::ColorScheme::Unknown)
        return told == Qt::ColorScheme::Dark;
#endif
    return state().desktopWasDark;
}

/// Tells Qt too where it can be told, so that title bars and native dialogs match.
void tellQt([[maybe_unused]] Scheme scheme)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    const Qt::ColorScheme wanted = scheme == Scheme::Dark    ? Qt::ColorScheme::Dark
                                   : scheme == Scheme::Light ? Qt::ColorScheme::Light
                                                             : Qt::ColorScheme::Unknown;
    QGuiApplication::styleHints()->setColorScheme(wanted);
#endif
}

/// The desktop's size, set in Inter where it is installed: its figures are all of one width.
QFont font()
{
    QFont result = state().desktopFont;
    if (QFontDatabase::hasFamily(QStringLiteral("Inter")))
        result.setFamilies({QStringLiteral("Inter"), result.family()});
    return result;
}

QString styleSheet(const ThemeColours& colours, bool dark, double points)
{
    QFile file(QStringLiteral(":/saccade/theme/saccade.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<const char*, QString> values[] = {
        {"window", colours.window.name()},
        {"panel", colours.panel.name()},
        {"control", colours.control.name()},
        {"hover", colours.hover.name()},
        {"pressed", colours.pressed.name()},
        {"line", colours.line.name()},
        {"text", colours.text.name()},
        {"muted", colours.muted.name()},
        {"disabled", colours.disabled.name()},
        {"accent", colours.accent.name()},
        {"onAccent", colours.onAccent.name()},
        {"good", colours.good.name()},
        {"bad", colours.bad.name()},
        {"warn", colours.warn.name()},
        {"accentHover", (dark ? colours.accent.lighter(110) : colours.accent.darker(110)).name()},
        {"small", QString::number(points * 0.85, 'f', 1) + "pt"},
        {"large", QString::number(points * 1.3, 'f', 1) + "pt"},
        {"scheme", dark ? QStringLiteral("dark") : QStringLiteral("light")},
    };
    for (const auto& [name, value] : values)
        sheet.replace('@' + QLatin1String(name) + '@', value);
    return sheet;
}

void restyle(QApplication& application)
{
    State& s = state();
    s.dark = s.scheme == Scheme::System ? desktopIsDark() : s.scheme == Scheme::Dark;
    const ThemeColours& colours = Theme::colours();
    QApplication::setFont(font());
    QApplication::setPalette(colours.palette());
    const double points = QApplication::font().pointSizeF();
    application.setStyleSheet(styleSheet(colours, s.dark, points > 0 ? points : 10.0));
}

} // namespace

void Theme::apply(QApplication& application, Scheme scheme)
{
    State& s = state();
    s.scheme = scheme;
    if (!s.begun) {
        s.begun = true;
        s.desktopWasDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
        s.desktopFont = QApplication::font();
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
        QObject::connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, &application,
                         [&application] {
                             if (state().scheme == Scheme::System)
                                 restyle(application);
                         });
#endif
    }
    tellQt(scheme);
    restyle(application);
}

Scheme Theme::scheme()
{
    return state().scheme;
}

bool Theme::isDark()
{
    return state().dark;
}

const ThemeColours& Theme::colours()
{
    return state().dark ? ThemeColours::dark() : ThemeColours::light();
}

Scheme Theme::savedScheme()
{
    const QString word = QSettings().value("appearance/scheme").toString();
    return word == "light" ? Scheme::Light : word == "dark" ? Scheme::Dark : Scheme::System;
}

void Theme::saveScheme(Scheme scheme)
{
    const char* word = scheme == Scheme::Light ? "light" : scheme == Scheme::Dark ? "dark" : "system";
    QSettings().setValue("appearance/scheme", QLatin1String(word));
}

void Theme::setKind(QWidget& widget, const char* kind)
{
    widget.setProperty("kind", QLatin1String(kind));
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

QLabel* sectionLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setProperty("kind", QStringLiteral("section"));
    return label;
}

} // namespace saccade::ui
