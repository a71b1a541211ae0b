// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/out/out_actions.h"

#include "core/values/error.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/grid/head_grid.h"
#include "ui/attention/grid/head_grid_canvas.h"
#include "ui/attention/picture/picture_canvas.h"
#include "ui/attention/picture/picture_view.h"
#include "ui/attention/scoreboard/scoreboard_panel.h"
#include "ui/charts/chart_tabs.h"
#include "ui/out/maps_export.h"
#include "ui/out/session_file.h"
#include "ui/out/timeline_film.h"
#include "ui/steps/steps_dialog.h"
#include "ui/timeline/timeline_controls.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/training/training_session.h"
#include "ui/window/action_list.h"
#include "ui/window/background_task.h"
#include "ui/window/main_window.h"
#include "ui/window/timeline_link.h"
#include "ui/window/window_actions.h"
#include "ui/window/workbench.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QStandardPaths>

namespace saccade::ui {

namespace {

const auto FolderSetting = QStringLiteral("out/folder");
constexpr int LeastFilmSide = 128; // pixels of a pinned picture

QString lastFolder()
{
    const QString folder =
        QSettings()
            .value(FolderSetting, QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
            .toString();
    // Not every system has a folder of documents, and one that was chosen before may be gone.
    return QFileInfo(folder).isDir() ? folder : QDir::homePath();
}

} // namespace

OutActions::OutActions(MainWindow& window, const Services& services)
    : QObject(&window)
    , openSession(make(tr("Open a sessio&n…"), {},
                       tr("Data set, model, picture and all that was chosen, as they were saved")))
    , saveSession(make(tr("&Save the session…"), QKeySequence::Save,
                       tr("Data set, model, picture and all that is chosen, so that this view comes back")))
    , exportView(make(tr("Export this &view…"), Qt::CTRL | Qt::SHIFT | Qt::Key_E,
                      tr("A part of the window as PNG, SVG or PDF")))
    , exportMaps(make(tr("Export the m&aps…"), {},
                      tr("The numbers behind the picture as .npy, with all settings as .json beside it")))
    , exportTimeline(make(tr("Export the timeline as a &film…"), {},
                          tr("Every recorded moment of the pinned pictures: an animated GIF, or a PNG each")))
    , m_window(window)
    , m_services(services)
    , m_restorer(new SessionRestorer(window, services))
    , m_task(new BackgroundTask(this))
{
    addToMenu();
    AttentionWorkspace* attention = window.attention();
    offerContextMenu(attention->pictureView(), {exportMaps});
    offerContextMenu(attention->headGrid(), {exportMaps});
    offerContextMenu(window.chartTabs(), {exportTimeline});
    attention->headGrid()->canvas()->addActions({exportView, exportMaps}); // to its own menu
    connect(window.actions()->stepThrough, &QAction::triggered, this, &OutActions::offerForSteps);
    connect(exportView, &QAction::triggered, this, [this] { showViewDialog(QApplication::focusWidget()); });
    connect(openSession, &QAction::triggered, this, [this] {
        const QString file = QFileDialog::getOpenFileName(&m_window, tr("Open a session"), lastFolder(),
                                                          tr("Sessions (*.saccade);;All files (*)"));
        if (!file.isEmpty())
            open(file);
    });
    connect(saveSession, &QAction::triggered, this, [this] {
        save(chooseFile(tr("Save the session"), QStringLiteral("session.saccade"),
                        tr("Sessions (*.saccade)")));
    });
    connect(exportMaps, &QAction::triggered, this, [this] {
        writeMapsTo(
            chooseFile(tr("Export the maps"), QStringLiteral("maps.npy"), tr("NumPy arrays (*.npy)")));
    });
    connect(exportTimeline, &QAction::triggered, this, [this] {
        writeTimelineTo(chooseFile(tr("Export the timeline"), QStringLiteral("timeline.gif"),
                                   tr("Animated GIF (*.gif);;A PNG picture each moment (*.png)")));
    });
    connect(m_restorer, &SessionRestorer::restored, this, [this](const QStringList& complaints) {
        if (!complaints.isEmpty())
            complain(complaints.join(QStringLiteral("\n\n")));
        Q_EMIT restored();
    });
    Workbench* bench = window.workbench();
    connect(m_task, &BackgroundTask::progressed, bench, &Workbench::progressed);
    connect(m_task, &BackgroundTask::failed, this, [this, bench](const QString& sentence) {
        Q_EMIT bench->progressed(-1, {});
        complain(sentence);
    });
    connect(m_task, &BackgroundTask::succeeded, this, [this, bench](const QString& file) {
        Q_EMIT bench->progressed(-1, {});
        Q_EMIT written(file);
    });
}

OutActions::~OutActions() = default;

QAction* OutActions::make(const QString& text, const QKeySequence& keys, const QString& tip)
{
    auto* action = new QAction(text, this);
    action->setIconText(withoutMnemonic(text));
    action->setShortcut(keys);
    action->setToolTip(tip);
    return action;
}

void OutActions::addToMenu()
{
    QMenu* file = m_window.menuBar()->actions().first()->menu();
    const QList<QAction*> there = file->actions();
    QAction* const behind = there.value(there.indexOf(m_window.actions()->exportModel) + 1);
    file->insertActions(behind, {exportView, exportMaps, exportTimeline});
    QAction* const line = file->insertSeparator(exportView);
    file->insertActions(line, {openSession, saveSession});
    file->insertSeparator(openSession);
}

void OutActions::offerContextMenu(QWidget* view, const QList<QAction*>& more)
{
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QWidget::customContextMenuRequested, this, [this, view, more](const QPoint& at) {
        const auto* canvas = m_window.attention()->pictureView()->canvas();
        if (view->isAncestorOf(canvas) && canvas->hasBrush())
            return; // the right button gives patches back
        auto* menu = new QMenu(view);
        menu->setObjectName(QStringLiteral("viewMenu"));
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(exportView->text(), this, [this, view] { showViewDialog(view); });
        menu->addActions(more);
        menu->popup(view->mapToGlobal(at));
    });
}

void OutActions::offerForSteps()
{
    auto* steps = m_window.findChild<StepsDialog*>();
    if (steps && steps->contextMenuPolicy() != Qt::CustomContextMenu)
        offerContextMenu(steps, {});
}

QList<View> OutActions::views() const
{
    const AttentionWorkspace* attention = m_window.attention();
    QList<View> all{{tr("Picture with its map"), attention->pictureView(), "picture"},
                    {tr("Picture alone, without words"), attention->pictureView()->canvas(), "map"},
                    {tr("Layers and heads"), attention->headGrid(), "heads"},
                    {tr("Charts"), m_window.chartTabs(), "charts"},
                    {tr("Scoreboard"), m_window.findChild<ScoreboardPanel*>(), "scoreboard"}};
    if (m_window.timeline())
        all.append({tr("Timeline"), m_window.timeline()->panel(), "timeline"});
    if (auto* steps = m_window.findChild<StepsDialog*>())
        all.append({tr("Step through"), steps, "steps"});
    all.append({tr("The whole window"), &m_window, "window"});
    all.removeIf([](const View& view) { return !view.widget || !view.widget->isVisible(); });
    return all;
}

void OutActions::showViewDialog(const QWidget* view)
{
    const QList<View> all = views();
    int chosen = 0;
    for (int i = 0; i < all.size(); ++i) {
        const QWidget* widget = all[i].widget;
        const bool holds = view && widget != &m_window && (widget == view || widget->isAncestorOf(view));
        if (holds && (widget == view || chosen == 0))
            chosen = i;
    }
    auto* dialog = new ViewDialog(all, chosen, lastFolder(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

QString OutActions::chooseFile(const QString& title, const QString& name, const QString& filter)
{
    QString chosen;
    QString file =
        QFileDialog::getSaveFileName(&m_window, title, QDir(lastFolder()).filePath(name), filter, &chosen);
    if (file.isEmpty())
        return {};
    if (QFileInfo(file).suffix().isEmpty())
        file += '.' +
                (chosen.contains(QLatin1String("*.png")) ? QStringLiteral("png") : QFileInfo(name).suffix());
    QSettings().setValue(FolderSetting, QFileInfo(file).absolutePath());
    return file;
}

void OutActions::complain(const QString& sentence)
{
    Q_EMIT m_window.workbench()->failed(sentence);
}

void OutActions::start(const QString& file, const std::function<void(RunControl&, const Progress&)>& write)
{
    const bool begun = m_task->start([file, write](RunControl& control, const Progress& progress) {
        write(control, progress);
        return file;
    });
    if (!begun)
        complain(tr("Another file is still being written; try again in a moment."));
}

bool OutActions::open(const QString& file)
{
    if (!m_window.session()->isIdle()) {
        complain(tr("A run is going on, and its model is the one that is shown: stop it before a session is "
                    "opened."));
        return false;
    }
    try {
        m_restorer->restore(readSession(file));
        return true;
    } catch (const Error& error) {
        complain(QString::fromUtf8(error.what()));
        return false;
    }
}

void OutActions::save(const QString& file)
{
    if (file.isEmpty())
        return;
    const SessionToSave now = sessionOf(m_window);
    start(file, [now, file, saveModel = m_services.saveModel](RunControl&, const Progress& progress) {
        progress(-1, tr("Saving the session").toStdString());
        writeSession(now, file, saveModel);
    });
}

void OutActions::writeMapsTo(const QString& file)
{
    if (file.isEmpty())
        return;
    try {
        auto maps = mapsOf(*m_window.attention()->scene());
        if (!maps) {
            complain(tr("There are no maps yet: they come with a picture that a model has looked at."));
            return;
        }
        start(file, [maps = std::move(*maps), session = sessionOf(m_window).session, file,
                     write = m_services.saveMaps](RunControl&, const Progress& progress) {
            progress(-1, tr("Exporting the maps").toStdString());
            writeMaps(maps, session, file, write);
        });
    } catch (const Error& error) {
        complain(QString::fromUtf8(error.what()));
    }
}

void OutActions::writeTimelineTo(const QString& file)
{
    if (file.isEmpty())
        return;
    const TimelinePanel* panel = m_window.timeline()->panel();
    const TimelinePtr& timeline = panel->controls()->timeline();
    if (!timeline || timeline->isEmpty()) {
        complain(tr("There is no timeline: pin pictures and train, or open a run's timeline."));
        return;
    }
    TimelineFilm film{panel->view(), m_services.readTimelineFrame, panel->font(),
                      panel->palette().color(QPalette::Window), panel->palette().color(QPalette::Text)};
    film.view.side = std::max(film.view.side, LeastFilmSide);
    start(file, [film, file](RunControl& control, const Progress& progress) {
        writeFilm(film, file, control, progress);
    });
}

bool openSession(MainWindow& window, const QString& file)
{
    auto* actions = window.findChild<OutActions*>();
    return actions && actions->open(file);
}

} // namespace saccade::ui
