// SPDX-License-Identifier: GPL-3.0-or-later
//
// Takes the pictures of docs/images from the real window, in both schemes: with the model that comes for the
// data set, and while another one is trained.
//   make_screenshots DATA SECONDS OUT_FOLDER [LANGUAGE [everything]]
// In another language than English one picture, whose name ends in the language's. "everything" takes the
// dialogs and small windows too, for a look at them. QT_SCALE_FACTOR=2 gives a dense screen's.
#include "app/jobs.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/gallery/gallery_panel.h"
#include "ui/training/training_panel.h"
#include "ui/training/training_session.h"
#include "ui/window/language.h"
#include "ui/window/main_window.h"
#include "ui/window/theme.h"
#include "ui/window/window_actions.h"
#include "ui/window/workbench.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QMainWindow>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <QToolButton>

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

/// Where the pictures go, and what stands behind their names.
struct Album
{
    QDir folder;
    QString suffix;

    void take(QWidget& widget, const QString& name) const
    {
        wait(400);
        const QString file = folder.filePath(name + suffix + ".png");
        widget.grab().save(file);
        std::printf("%s\n", qPrintable(file));
    }

    void takeBoth(QWidget& window, const QString& name) const
    {
        Theme::apply(*qApp, Scheme::Dark);
        take(window, name + "-dark");
        Theme::apply(*qApp, Scheme::Light);
        take(window, name + "-light");
    }
};

/// A dialog that an action opens, which may wait for its end.
void takeDialog(const Album& album, QAction* action, const QString& name)
{
    QTimer::singleShot(900, qApp, [&album, name] {
        for (QWidget* widget : QApplication::topLevelWidgets())
            if (widget->isVisible() && !qobject_cast<QMainWindow*>(widget) && widget->inherits("QDialog")) {
                album.take(*widget, name);
                widget->close();
                return;
            }
        std::printf("%s did not open\n", qPrintable(name));
    });
    action->trigger();
    wait(1800);
}

void takeDialogs(MainWindow& window, const Album& album)
{
    const WindowActions* actions = window.actions();
    takeDialog(album, actions->openData, "open-data");
    takeDialog(album, actions->exportModel, "export");
    takeDialog(album, actions->shortcuts, "shortcuts");
    takeDialog(album, actions->about, "about");
    takeDialog(album, actions->findAction, "find-action");
}

/// The dialog that an action opened, once a button of it was pressed and some time has passed.
void takeOpen(const Album& album, QAction* action, const char* dialogName, const char* button, int seconds)
{
    action->trigger();
    wait(1500);
    for (QWidget* dialog : QApplication::topLevelWidgets()) {
        if (!dialog->isVisible() || dialog->objectName() != QLatin1String(dialogName))
            continue;
        auto* push = button ? dialog->findChild<QPushButton*>(button) : nullptr;
        if (push && push->menu())
            push->menu()->actions().first()->trigger();
        else if (push)
            push->click();
        wait(1000 * seconds);
        album.take(*dialog, dialogName);
        dialog->close();
    }
}

/// Every part of the attention laboratory.
void takeLaboratory(MainWindow& window, const Album& album)
{
    const WindowActions* actions = window.actions();
    takeOpen(album, actions->stepThrough, "steps", nullptr, 2);
    takeOpen(album, actions->compareModels, "compare", "compareOpen", 4);
    takeOpen(album, actions->findPictures, "find", "findSearch", 12);
    takeDialog(album, actions->modelAtlas, "atlas");
    actions->scoreMethods->trigger();
    wait(20'000);
    album.take(window, "scoreboard");
    window.gallery()->select({Split::Test, 11});
    waitFor(window.workbench(), &Workbench::explained);
    actions->pinPicture->trigger();
}

void takeSizes(MainWindow& window, const Album& album, const QString& name)
{
    for (const QSize size : {QSize(1024, 640), QSize(1280, 800), QSize(1440, 900)}) {
        window.resize(size);
        album.take(window, QString("%1-%2x%3").arg(name).arg(size.width()).arg(size.height()));
    }
}

} // namespace

int main(int argc, char** argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setOrganizationName("SaccadeScreenshots");
    QSettings().clear();
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 4) {
        std::fprintf(stderr, "usage: make_screenshots DATA SECONDS OUT_FOLDER [LANGUAGE [everything]]\n");
        return 2;
    }
    const QString language = arguments.value(4, "en");
    const bool everything = arguments.value(5) == "everything";
    const Album album{arguments.at(3), language == "en" ? QString() : '.' + language};
    album.folder.mkpath(".");
    saveLanguage(language);
    installTranslations(application);
    QTemporaryDir data;
    Theme::apply(application, Scheme::Light);
    MainWindow window(bindServices(data.path().toStdString(), SACCADE_MODELS));
    window.resize(1440, 900);
    window.show();
    window.workbench()->openDataset(arguments.at(1));
    waitFor(window.workbench(), &Workbench::datasetOpened);
    waitFor(window.workbench(), &Workbench::explained);
    const bool isEnglish = language == "en";
    if (isEnglish || everything)
        album.take(window, "first-start-light");
    if (everything) {
        takeSizes(window, album, "first-start");
        takeDialogs(window, album);
    }

    window.gallery()->select({Split::Test, 10});
    window.attention()->state()->setLayer(3);
    window.attention()->state()->setHead(5);
    window.attention()->state()->pin(Query::ofPatch(3, 5));
    waitFor(window.workbench(), &Workbench::explained);
    if (!isEnglish && !everything) {
        album.take(window, "explore-light");
        window.session()->shutDown();
        return 0;
    }
    album.takeBoth(window, "explore");
    if (everything)
        takeLaboratory(window, album);
    window.trainingPanel()->requestTraining();
    wait(int(arguments.at(2).toDouble() * 1000));
    window.actions()->workspaceTrain->trigger();
    album.takeBoth(window, "train");
    if (everything) {
        if (auto* tab = window.findChild<QToolButton*>("chartsTimelineTab"))
            tab->click();
        album.takeBoth(window, "timeline");
        takeSizes(window, album, "train");
    }
    window.session()->shutDown();
    return 0;
}
