// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/compare_window.h"

#include "ui/compare/compare_dialog.h"
#include "ui/window/main_window.h"
#include "ui/window/workbench.h"

namespace saccade::ui {

namespace {

Scene subjectOf(const Workbench& bench)
{
    const Dataset& data = *bench.dataset();
    const PictureRef picture = *bench.picture();
    Scene scene;
    scene.picture = data.image(picture);
    scene.trueLabel = data.label(picture);
    for (const std::string& name : data.classNames)
        scene.classNames.append(QString::fromStdString(name));
    return scene;
}

/// What nobody sees is not asked for.
void follow(CompareDialog& dialog, const Workbench& bench)
{
    if (dialog.isVisible() && bench.model() && bench.dataset() && bench.picture())
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
