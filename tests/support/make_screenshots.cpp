// SPDX-License-Identifier: GPL-3.0-or-later
//
// Takes the pictures of docs/images from the real window: opens a data set, trains, and grabs it in both schemes.
//   make_screenshots DATA SECONDS OUT_FOLDER
#include "app/jobs.h"
#include "ui/attention/attention_state.h"
#include "ui/attention/attention_workspace.h"
#include "ui/gallery/gallery_panel.h"
#include "ui/training/training_panel.h"
#include "ui/training/training_session.h"
#include "ui/window/main_window.h"
#include "ui/window/theme.h"
#include "ui/window/window_actions.h"
#include "ui/window/workbench.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using namespace saccade;
using namespace saccade::ui;

namespace {

void wait(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

template <typename Sender, typename Signal>
void waitFor(Sender* sender, Signal signal)
{
    QEventLoop loop;
    QObject::connect(sender, signal, &loop, &QEventLoop::quit);
    loop.exec();
}

void grab(MainWindow& window, const QString& file)
{
    wait(400);
    window.grab().save(file);
    std::printf("%s\n", qPrintable(file));
}

void grabBoth(MainWindow& window, const QDir& folder, const QString& name)
{
    Theme::apply(*qApp, Scheme::Dark);
    grab(window, folder.filePath(name + "-dark.png"));
    Theme::apply(*qApp, Scheme::Light);
    grab(window, folder.filePath(name + "-light.png"));
}

} // namespace

int main(int argc, char** argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setOrganizationName("SaccadeScreenshots");
    QSettings().clear();
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 4) {
        std::fprintf(stderr, "usage: make_screenshots DATA SECONDS OUT_FOLDER\n");
        return 2;
    }
    QTemporaryDir data;
    const QDir folder(arguments.at(3));
    folder.mkpath(".");
    Theme::apply(application, Scheme::Light);
    MainWindow window(bindServices(data.path().toStdString()));
    window.resize(1440, 900);
    window.show();
    window.workbench()->openDataset(arguments.at(1));
    waitFor(window.workbench(), &Workbench::datasetOpened);
    waitFor(window.workbench(), &Workbench::explained);
    grab(window, folder.filePath("first-start-light.png"));

    window.trainingPanel()->requestTraining();
    wait(int(arguments.at(2).toDouble() * 1000));
    window.gallery()->select({Split::Test, 10});
    window.attention()->state()->setLayer(2);
    window.attention()->state()->pin(Query::ofPatch(3, 5));
    waitFor(window.workbench(), &Workbench::explained);
    grabBoth(window, folder, "explore");
    window.actions()->workspaceTrain->trigger();
    grabBoth(window, folder, "train");
    window.session()->shutDown();
    return 0;
}
