// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

namespace saccade::ui {

namespace {

const auto Key = QStringLiteral("language");
const auto System = QStringLiteral("system");
const auto English = QStringLiteral("en");
const auto Chinese = QStringLiteral("zh_CN");

void install(QCoreApplication& application, const QString& file, const QString& folder)
{
    auto* translator = new QTranslator(&application);
    if (translator->load(file, folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

QString savedLanguage()
{
    const QString language = QSettings().value(Key).toString();
    return language == English || language == Chinese ? language : System;
}

void saveLanguage(const QString& language)
{
    QSettings().setValue(Key, language);
}

QString spokenLanguage(const QString& chosen, const QStringList& desktop)
{
    if (chosen != System)
        return chosen;
    // QTranslator would take the first that has a file. English has none, and somebody who reads English
    // before Chinese would get Chinese.
    for (const QString& name : desktop) {
        const QLocale locale(name);
        if (locale.language() == QLocale::English)
            return English;
        if (locale.language() == QLocale::Chinese && locale.script() == QLocale::SimplifiedHanScript)
            return Chinese;
    }
    return English;
}

void installTranslations(QCoreApplication& application)
{
    const QString language = spokenLanguage(savedLanguage(), QLocale::system().uiLanguages());
    if (language == English)
        return; // the language of the source
    install(application, "qtbase_" + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(application, "saccade_" + language, QStringLiteral(":/i18n"));
}

} // namespace saccade::ui
