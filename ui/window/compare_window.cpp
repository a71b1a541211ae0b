// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/compare_window.h"

#include "ui/attention/scene/shown_picture.h"
#include "ui/compare/compare_dialog.h"
#include "ui/support/model_name.h"
#include "ui/window/main_window.h"
#include "ui/window/workbench.h"

namespace saccade::ui {

namespace {

Scene subjectOf(const Workbench& bench)
{
    const ShownPicture& shown = *bench.shown();
    Scene scene;
    scene.picture = shown.pixels;
    scene.where = shown.label;
    scene.trueLabel = shown.trueLabel;
    scene.classNames = toStringList(bench.dataset()->classNames);
    return scene;
}

/// What nobody sees is not asked for.
void follow(CompareDialog& dialog, const Workbench& bench)
{
    if (dialog.isVisible() && bench.model() && bench.shown())
        dialog.setSubject(bench.model(), subjectOf(bench));
}

CompareDialog* makeCompare(MainWindow& window, const Services& services)
{
    auto* dialog = new CompareDialog(services, &window);
    const Workbench* bench = window.workbench();
    QObject::connect(bench, &Workbench::explained, dialog, [dialog, bench] { follow(*dialog, *bench); });
    return dialog;
}

} // namespace

void toggleCompare(MainWindow& window, const Services& services)
{
    auto* dialog = window.findChild<CompareDialog*>();
    if (!dialog)
        dialog = makeCompare(window, services);
    dialog->setVisible(!dialog->isVisible());
    follow(*dialog, *window.workbench());
}

} // namespace saccade::ui
