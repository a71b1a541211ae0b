// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window_parts.h"

#include "ui/attention/atlas/model_atlas.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/grid/head_map_source.h"
#include "ui/out/out_actions.h"
#include "ui/window/about_dialog.h"
#include "ui/window/command_palette.h"
#include "ui/window/compare_window.h"
#include "ui/window/export_dialog.h"
#include "ui/window/find_window.h"
#include "ui/window/icons.h"
#include "ui/window/main_window.h"
#include "ui/window/model_opening.h"
#include "ui/window/open_data_dialog.h"
#include "ui/window/shortcuts_dialog.h"
#include "ui/window/steps_window.h"
#include "ui/window/theme.h"
#include "ui/window/window_actions.h"
#include "ui/window/workbench.h"

#include <QAction>
#include <QActionGroup>
#include <QDateTime>
#include <QFileDialog>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

namespace saccade::ui {

namespace {

QWidget* makeLogo()
{
    auto* logo = new QWidget;
    auto* layout = new QHBoxLayout(logo);
    layout->setContentsMargins(10, 0, 10, 0);
    auto* mark = new QLabel;
    mark->setPixmap(applicationIcon().pixmap(20, 20));
    auto* name = new QLabel("Saccade");
    Theme::setKind(*name, "title");
    layout->addWidget(mark);
    layout->addWidget(name);
    return logo;
}

QToolButton* makeButton(QAction* action, const char* kind, Qt::ToolButtonStyle style)
{
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(style);
    button->setFocusPolicy(Qt::TabFocus);
    Theme::setKind(*button, kind);
    return button;
}

QWidget* makeSegments(const QActionGroup& workspaces)
{
    auto* frame = new QFrame;
    Theme::setKind(*frame, "segments");
    auto* layout = new QHBoxLayout(frame);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->setSpacing(2);
    for (QAction* action : workspaces.actions())
        layout->addWidget(makeButton(action, "segment", Qt::ToolButtonTextOnly));
    return frame;
}

QWidget* makeGap(int width)
{
    auto* gap = new QWidget;
    if (width > 0)
        gap->setFixedWidth(width);
    else
        gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    return gap;
}

/// Shows a dialog beside the running program; it deletes itself when it closes.
void show(QDialog* dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void chooseRun(MainWindow& window, const Services& services)
{
    const QString folder =
        QFileDialog::getExistingDirectory(&window, QObject::tr("Resume a run: its folder"),
                                          QString::fromStdString((services.dataFolder / "runs").string()));
    if (!folder.isEmpty())
        window.resumeRun(folder);
}

QString exportName(const ModelPtr& model)
{
    const ModelInfo& info = model->info();
    const QString family = info.spec.family == Family::Vit      ? QStringLiteral("vit")
                           : info.spec.family == Family::Hybrid ? QStringLiteral("hybrid")
                                                                : QStringLiteral("cnn");
    const QString data =
        info.dataset.empty() ? QStringLiteral("model") : QString::fromStdString(info.dataset).toLower();
    return family + QLatin1Char('-') + data;
}

} // namespace

std::filesystem::path newRunFolder(const std::filesystem::path& dataFolder, const QString& preset)
{
    const QString name =
        QStringLiteral("%1-%2").arg(preset.isEmpty() ? QStringLiteral("run") : preset,
                                    QDateTime::currentDateTime().toString("yyyyMMdd-HHmmss"));
    std::filesystem::path folder = dataFolder / "runs" / name.toStdString();
    for (int n = 2; std::filesystem::exists(folder); ++n)
        folder = dataFolder / "runs" / (name.toStdString() + '-' + std::to_string(n));
    return folder;
}

void fillToolBar(QToolBar& bar, const WindowActions& actions, QWidget* runBar)
{
    bar.addWidget(makeLogo());
    bar.addWidget(makeSegments(*actions.workspaces));
    bar.addWidget(makeGap(4));
    bar.addWidget(runBar);
    bar.addWidget(makeGap(0));
    bar.addWidget(makeButton(actions.openData, "plain", Qt::ToolButtonTextBesideIcon));
    bar.addWidget(makeButton(actions.exportModel, "plain", Qt::ToolButtonTextBesideIcon));
    bar.addWidget(makeButton(actions.findAction, "plain", Qt::ToolButtonTextBesideIcon));
    bar.addWidget(makeButton(actions.shortcuts, "plain", Qt::ToolButtonIconOnly));
}

void connectDialogs(MainWindow& window, const WindowActions& actions, const Services& services)
{
    MainWindow* const target = &window;
    QObject::connect(actions.openData, &QAction::triggered, target, [target, services] {
        auto* dialog = new OpenDataDialog(services, target);
        QObject::connect(dialog, &OpenDataDialog::opened, target->workbench(), &Workbench::openDataset);
        show(dialog);
    });
    connectModelOpening(window, actions, services);
    QObject::connect(actions.resumeRun, &QAction::triggered, target,
                     [target, services] { chooseRun(*target, services); });
    QObject::connect(actions.exportModel, &QAction::triggered, target, [target, services] {
        if (const ModelPtr model = target->workbench()->model())
            show(
                new ExportDialog(services, model, target->workbench()->dataset(), exportName(model), target));
    });
    QObject::connect(actions.stepThrough, &QAction::triggered, target,
                     [target, services] { toggleSteps(*target, services); });
    QObject::connect(actions.compareModels, &QAction::triggered, target,
                     [target, services] { toggleCompare(*target, services); });
    connectFind(window, actions, services);
    actions.modelAtlas->setEnabled(target->workbench()->model() != nullptr);
    QObject::connect(target->workbench(), &Workbench::modelChanged, actions.modelAtlas,
                     [atlas = actions.modelAtlas] { atlas->setEnabled(true); });
    QObject::connect(actions.modelAtlas, &QAction::triggered, target, [target, services] {
        const Workbench& bench = *target->workbench();
        if (const ModelPtr model = bench.asked() ? bench.asked()->model : bench.model())
            show(new ModelAtlas(services, model, bench.dataset(), target));
    });
    QObject::connect(actions.findAction, &QAction::triggered, target,
                     [target] { show(new CommandPalette(actionGroups(*target->menuBar()), target)); });
    QObject::connect(actions.shortcuts, &QAction::triggered, target, [target] {
        auto groups = actionGroups(*target->menuBar());
        groups.append({QObject::tr("On the picture"),
                       {},
                       {{QObject::tr("Shift, held"), QObject::tr("The picture without the map")},
                        {QObject::tr("Arrows"), QObject::tr("Move the query patch")},
                        {QObject::tr("Enter"), QObject::tr("Pin the query patch")},
                        {QObject::tr("Esc"), QObject::tr("Release the pinned patch")}}});
        show(new ShortcutsDialog(groups, target));
    });
    QObject::connect(actions.about, &QAction::triggered, target,
                     [target, services] { show(new AboutDialog(services.facts, target)); });
    new OutActions(window, services); // the window's
}

void connectHeadMaps(MainWindow& window, const Services& services)
{
    Workbench* const bench = window.workbench();
    auto* const source = new HeadMapSource(services.computeMethod, window.attention()->state(), &window);
    QObject::connect(bench, &Workbench::explained, source, [bench, source] {
        if (const auto& asked = bench->asked())
            source->setSubject(asked->model, asked->picture);
    });
    QObject::connect(bench, &Workbench::explainFailed, source, &HeadMapSource::clear);
    QObject::connect(bench, &Workbench::datasetOpened, source, &HeadMapSource::clear);
    QObject::connect(source, &HeadMapSource::computed, window.attention(), &AttentionWorkspace::setHeadMaps);
    QObject::connect(source, &HeadMapSource::failed, bench, &Workbench::failed);
}

} // namespace saccade::ui
