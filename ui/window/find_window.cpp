// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/find_window.h"

#include "ui/attention/attention_workspace.h"
#include "ui/attention/grid/head_grid.h"
#include "ui/attention/grid/head_grid_canvas.h"
#include "ui/find/find_dialog.h"
#include "ui/gallery/gallery_panel.h"
#include "ui/window/main_window.h"
#include "ui/window/window_actions.h"
#include "ui/window/workbench.h"

#include <QAction>

namespace saccade::ui {

namespace {

FindSubject subjectOf(const Workbench& bench)
{
    return {bench.asked() ? bench.asked()->model : nullptr, bench.dataset()};
}

FindDialog* makeFind(MainWindow& window, const Services& services)
{
    auto* dialog = new FindDialog(services, window.attention()->state(), &window);
    const Workbench* bench = window.workbench();
    const auto follow = [dialog, bench] { dialog->setSubject(subjectOf(*bench)); };
    // Behind the explanation: the layers and heads to choose from are then the model's.
    QObject::connect(bench, &Workbench::explained, dialog, follow);
    QObject::connect(bench, &Workbench::datasetOpened, dialog, follow);
    QObject::connect(dialog, &FindDialog::pictureChosen, window.gallery(), &GalleryPanel::select);
    follow();
    return dialog;
}

} // namespace

void connectFind(MainWindow& window, const WindowActions& actions, const Services& services)
{
    const auto open = [target = &window, services] {
        auto* dialog = target->findChild<FindDialog*>();
        if (!dialog)
            dialog = makeFind(*target, services);
        dialog->show();
        dialog->raise();
        dialog->search();
    };
    QObject::connect(actions.findPictures, &QAction::triggered, &window, open);
    QObject::connect(window.attention()->headGrid()->canvas(), &HeadGridCanvas::picturesWanted, &window,
                     open);
}

} // namespace saccade::ui
