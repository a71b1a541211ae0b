// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/steps_window.h"

#include "ui/attention/attention_workspace.h"
#include "ui/steps/steps_dialog.h"
#include "ui/window/main_window.h"
#include "ui/window/workbench.h"

namespace saccade::ui {

namespace {

StepsDialog* makeSteps(MainWindow& window, const Services& services)
{
    auto* dialog = new StepsDialog(window.attention()->state(), services.attentionSteps, &window);
    const Workbench* bench = window.workbench();
    const auto follow = [dialog, bench] {
        if (bench->asked())
            dialog->setSubject(bench->asked()->model, bench->asked()->picture);
    };
    // Behind the explanation: the layers and heads to choose from are then the model's.
    QObject::connect(bench, &Workbench::explained, dialog, follow);
    follow();
    return dialog;
}

} // namespace

void toggleSteps(MainWindow& window, const Services& services)
{
    auto* dialog = window.findChild<StepsDialog*>();
    if (!dialog)
        dialog = makeSteps(window, services);
    dialog->setVisible(!dialog->isVisible());
}

} // namespace saccade::ui
