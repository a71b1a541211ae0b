// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/model_opening.h"

#include "ui/window/code_file_dialog.h"
#include "ui/window/heads_dialog.h"
#include "ui/window/main_window.h"
#include "ui/window/path_field.h"
#include "ui/window/window_actions.h"
#include "ui/window/workbench.h"

#include <QAction>
#include <QFileDialog>

namespace saccade::ui {

namespace {

void show(QDialog* dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void chooseModel(MainWindow& window, const Services& services)
{
    const QString file =
        QFileDialog::getOpenFileName(&window, QObject::tr("Open a model"), fromPath(services.dataFolder),
                                     QObject::tr("Models (*.safetensors);;All files (*)"));
    if (!file.isEmpty())
        window.openModel(file);
}

void askForHeads(MainWindow& window, const QString& path, int width)
{
    auto* dialog = new HeadsDialog(path, width, &window);
    QObject::connect(
        dialog, &HeadsDialog::chosen, window.workbench(),
        [bench = window.workbench(), path](int heads) { bench->openModel(path, {.heads = heads}); });
    show(dialog);
}

} // namespace

void connectModelOpening(MainWindow& window, const WindowActions& actions, const Services& services)
{
    MainWindow* const target = &window;
    const Workbench* const bench = window.workbench();
    QObject::connect(actions.openModel, &QAction::triggered, target,
                     [target, services] { chooseModel(*target, services); });
    QObject::connect(bench, &Workbench::headsWanted, target,
                     [target](const QString& path, int width) { askForHeads(*target, path, width); });
    QObject::connect(bench, &Workbench::codeRefused, target,
                     [target](const QString& path) { show(new CodeFileDialog(path, target)); });
}

void openBehindFirst(Workbench& bench, const QString& model)
{
    auto* once = new QObject(&bench);
    const auto open = [&bench, once, model] {
        bench.disconnect(once);
        once->deleteLater();
        bench.openModel(model);
    };
    QObject::connect(&bench, &Workbench::modelChanged, once, open);
    QObject::connect(&bench, &Workbench::failed, once, open);
}

} // namespace saccade::ui
