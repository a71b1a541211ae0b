// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/jobs.h"
#include "core/platform/allocator.h"
#include "ui/out/out_actions.h"
#include "ui/window/icons.h"
#include "ui/window/language.h"
#include "ui/window/main_window.h"
#include "ui/window/theme.h"

#include <QApplication>
#include <QDir>
#include <QStandardPaths>

namespace {

std::filesystem::path dataFolder()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QDir().mkpath(folder);
    return folder.toStdU16String();
}

/// Beside bin/ and libexec/, in a build folder as in an installed tree.
std::filesystem::path modelFolder()
{
    return QDir(QApplication::applicationDirPath() + "/../../share/saccade/models")
        .canonicalPath()
        .toStdU16String();
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
    saccade::ui::installTranslations(application);
    saccade::ui::Theme::apply(application, saccade::ui::Theme::savedScheme());

    saccade::ui::MainWindow window(saccade::bindServices(dataFolder(), modelFolder()));
    window.show();
    const QString file = QApplication::arguments().value(1);
    const bool isSession = file.endsWith(QLatin1String(".saccade"), Qt::CaseInsensitive);
    if (!isSession || !saccade::ui::openSession(window, file))
        window.openFirst(isSession ? QString() : file);
    return QApplication::exec();
}
