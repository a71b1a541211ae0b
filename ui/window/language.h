// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QCoreApplication;

namespace saccade::ui {

/// What the person chose: "system", "en" or "zh_CN".
QString savedLanguage();
void saveLanguage(const QString& language);

/// "en" or "zh_CN": what was chosen, or for "system" the first of the desktop's languages (as
/// QLocale::uiLanguages gives them, best first) that the program speaks; English where it speaks none.
QString spokenLanguage(const QString& chosen, const QStringList& desktop);

/// Installs Qt's own words and ours in the saved language. Texts that are shown already stay as they are.
void installTranslations(QCoreApplication& application);

} // namespace saccade::ui
