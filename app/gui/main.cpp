// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/jobs.h"
#include "core/platform/allocator.h"
#include "ui/window/icons.h"
#include "ui/window/main_window.h"
#include "ui/window/theme.h"

#include <QApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QStandardPaths>
#include <QTranslator>

namespace {

/// Qt's own words and ours, in the language of the desktop where there is a translation.
void installTranslations(QApplication& application)
{
    auto* qt = new QTranslator(&application);
    if (qt->load(QLocale(), "qtbase", "_", QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(qt);
    auto* ours = new QTranslator(&application);
    if (ours->load(QLocale(), "saccade", "_", ":/i18n"))
        QApplication::installTranslator(ours);
}

std::filesystem::path dataFolder()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QDir().mkpath(folder);
    return folder.toStdU16String();
}

} // namespace

int main(int argc, char** argv)
{
    saccade::keepLargeBlocks();
    QApplication application(argc, argv);
    QApplication::setApplicationName("Saccade");
    QApplication::setOrganizationName("Saccade");
    QApplication::setApplicationVersion(SACCADE_VERSION);
    QApplication::setWindowIcon(saccade::ui::applicationIcon());
    installTranslations(application);
    saccade::ui::Theme::apply(application, saccade::ui::Theme::savedScheme());

    saccade::ui::MainWindow window(saccade::bindServices(dataFolder()));
    window.show();
    window.openFirst();
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() > 1)
        window.openModel(arguments.at(1));
    return QApplication::exec();
}
