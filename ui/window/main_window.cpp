// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "core/values/error.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/grid/head_grid.h"
#include "ui/attention/inspector/inspector.h"
#include "ui/attention/picture/picture_view.h"
#include "ui/charts/chart_tabs.h"
#include "ui/charts/charts_panel.h"
#include "ui/gallery/gallery_panel.h"
#include "ui/support/model_name.h"
#include "ui/training/run_bar.h"
#include "ui/training/training_actions.h"
#include "ui/training/training_panel.h"
#include "ui/training/training_session.h"
#include "ui/window/charts_dock.h"
#include "ui/window/dock_layout.h"
#include "ui/window/hand_actions.h"
#include "ui/window/main_window_parts.h"
#include "ui/window/method_parts.h"
#include "ui/window/model_notes.h"
#include "ui/window/model_opening.h"
#include "ui/window/status_line.h"
#include "ui/window/theme.h"
#include "ui/window/timeline_link.h"
#include "ui/window/window_actions.h"
#include "ui/window/workbench.h"

#include <QAbstractButton>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDateTime>
#include <QDockWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QSplitter>
#include <QStatusBar>
#include <QToolBar>

#include <algorithm>

namespace saccade::ui {

namespace {

const auto LastDataset = QStringLiteral("data/last");

} // namespace

MainWindow::MainWindow(Services services, QWidget* parent)
    : QMainWindow(parent)
    , m_services(std::move(services))
    , m_bench(new Workbench(m_services, this))
    , m_session(new TrainingSession(m_services.train, this))
    , m_trainingActions(new TrainingActions(m_session, this))
    , m_actions(new WindowActions(this))
    , m_attention(new AttentionWorkspace(this))
    , m_gallery(new GalleryPanel)
    , m_chartTabs(new ChartTabs)
    , m_charts(m_chartTabs->charts())
    , m_training(new TrainingPanel(m_session, m_trainingActions))
    , m_runBar(new RunBar(m_session, m_trainingActions))
    , m_status(new StatusLine)
{
    setWindowTitle("Saccade");
    resize(1440, 900);
    auto* centre = new QSplitter(Qt::Horizontal);
    centre->setObjectName("centre");
    centre->addWidget(withModelNotes(m_attention->pictureView(), *m_bench));
    centre->addWidget(m_attention->headGrid());
    centre->setStretchFactor(0, 3);
    centre->setStretchFactor(1, 2);
    centre->setChildrenCollapsible(false);
    setCentralWidget(centre);
    statusBar()->addWidget(m_status, 1);
    statusBar()->setSizeGripEnabled(false);

    makeDocks();
    makeToolBar();
    makeWorkspaces();
    connectWorkbench();
    connectTraining();
    connectActions();
    connectSchemes();
    m_timeline = new TimelineLink(*this, m_services);
    m_layout->restore();
    refreshExport();
    showIdle();
}

MainWindow::~MainWindow()
{
    m_session->shutDown();
}

QDockWidget* MainWindow::addDock(const char* name, const QString& title, QWidget* content,
                                 Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    content->setBackgroundRole(QPalette::Base); // docks are panels; the picture's ground is the window
    content->setAutoFillBackground(true);
    dock->setWidget(content);
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::makeDocks()
{
    // The picture's column is as high as the window allows; the charts lie under everything.
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
    m_gallery->setTitleVisible(false);
    m_galleryDock = addDock("gallery", tr("Gallery"), m_gallery, Qt::LeftDockWidgetArea);
    m_inspectorDock =
        addDock("inspector", tr("Inspector"), m_attention->inspector(), Qt::RightDockWidgetArea);
    m_trainingDock = addDock("training", tr("Training"), m_training, Qt::RightDockWidgetArea);
    m_chartsDock = addDock("charts", tr("Charts"), m_chartTabs, Qt::BottomDockWidgetArea);
    m_scoreboardDock =
        addDock("scoreboard", tr("Scoreboard"), makeScoreboard(*this, m_services), Qt::RightDockWidgetArea);
    m_scoreboardDock->hide(); // until it is asked for
}

void MainWindow::makeToolBar()
{
    QToolBar* bar = addToolBar(tr("Main"));
    bar->setObjectName("main");
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    fillToolBar(*bar, *m_actions, m_runBar);
}

void MainWindow::makeWorkspaces()
{
    m_layout = new DockLayout(this);
    auto* charts = new ChartsDock(*this, *m_chartsDock, *m_layout);
    const auto place = [this, charts](bool training) {
        addDockWidget(Qt::LeftDockWidgetArea, m_galleryDock);
        addDockWidget(Qt::RightDockWidgetArea, m_inspectorDock);
        addDockWidget(Qt::RightDockWidgetArea, m_trainingDock);
        tabifyDockWidget(m_inspectorDock, m_scoreboardDock);
        m_scoreboardDock->hide();
        m_galleryDock->show();
        m_inspectorDock->setVisible(!training);
        m_trainingDock->setVisible(training);
        resizeDocks({m_galleryDock, training ? m_trainingDock : m_inspectorDock}, {252, training ? 320 : 280},
                    Qt::Horizontal);
        charts->place(training);
    };
    m_layout->addWorkspace("Explore", [place] { place(false); });
    m_layout->addWorkspace("Train", [place] { place(true); });
    connect(m_layout, &DockLayout::workspaceChanged, this, [this](const QString& name) {
        (name == "Train" ? m_actions->workspaceTrain : m_actions->workspaceExplore)->setChecked(true);
    });
    connect(m_actions->workspaceTrain, &QAction::triggered, this, [this] { m_layout->switchTo("Train"); });
    connect(m_actions->workspaceExplore, &QAction::triggered, this,
            [this] { m_layout->switchTo("Explore"); });
    m_actions->workspaceExplore->setChecked(true);
    m_actions->addIncludedModels(m_services.includedModels);
    QList<QAction*> docks;
    for (QDockWidget* dock : {m_galleryDock, m_inspectorDock, m_trainingDock, m_chartsDock, m_scoreboardDock})
        docks.append(dock->toggleViewAction());
    m_actions->fill(*menuBar(), *m_trainingActions, docks, m_layout->resetAction());
}

void MainWindow::connectWorkbench()
{
    connect(m_bench, &Workbench::datasetOpened, this, &MainWindow::showDataset);
    connect(m_bench, &Workbench::pictureChanged, this, &MainWindow::showPicture);
    connect(m_bench, &Workbench::explaining, m_attention, &AttentionWorkspace::setPending);
    connect(m_bench, &Workbench::explainFailed, m_attention, &AttentionWorkspace::setMessage);
    connectMethods(*m_bench, *m_attention);
    connect(m_bench, &Workbench::failed, this, &MainWindow::complain);
    connect(m_bench, &Workbench::modelChanged, this, [this](const ModelPtr& model) {
        m_status->setModel(model->info());
        m_attention->setClasses(m_bench->classNames(), m_bench->trueClass());
        m_gallery->setCanPredict(true);
        refreshExport();
    });
    connect(m_bench, &Workbench::modelOpened, this, [this](const ModelPtr& model) {
        m_status->setNote(tr("opened %1").arg(sourceName(model->info())));
    });
    connect(m_bench, &Workbench::predicted, m_gallery,
            [this](Split split, const std::vector<Prediction>& predictions, double accuracy) {
                m_gallery->setPredictions(split, predictions);
                m_status->setNote(
                    tr("%1 % of the %2 pictures right")
                        .arg(accuracy * 100, 0, 'f', 1)
                        .arg(split == Split::Test ? tr("test", "split") : tr("training", "split")));
            });
    connect(m_bench, &Workbench::predictionsDropped, m_gallery, &GalleryPanel::clearPredictions);
    connect(m_bench, &Workbench::progressed, this, [this](double share, const QString& what) {
        if (!m_session->isIdle())
            return; // the run has the line
        if (what.isEmpty())
            showIdle();
        else
            m_status->setWork(StatusLine::Tone::Working,
                              share < 0 ? what : tr("%1, %2 %").arg(what).arg(int(share * 100)));
    });
    connect(m_gallery, &GalleryPanel::pictureSelected, m_bench, &Workbench::setPicture);
    connect(m_gallery, &GalleryPanel::predictionsWanted, m_bench, &Workbench::predict);
}

void MainWindow::connectTraining()
{
    connect(m_training, &TrainingPanel::trainRequested, this, &MainWindow::startTraining);
    connect(m_session, &TrainingSession::batchReported, this, &MainWindow::showBatch);
    connect(m_session, &TrainingSession::layersReported, m_chartTabs, &ChartTabs::addLayers);
    connect(m_session, &TrainingSession::epochFinished, this, [this](const EpochReport& report) {
        m_charts->addEpoch(report);
        m_status->setSaved(QDateTime::currentDateTime());
    });
    connect(m_session, &TrainingSession::snapshotReady, this,
            [this](const ModelPtr& model) { m_bench->setModel(model, model->info().step > 0); });
    connect(m_session, &TrainingSession::finished, this, &MainWindow::endTraining);
    connect(m_session, &TrainingSession::stateChanged, this, [this](TrainingSession::State state) {
        if (state == TrainingSession::State::Paused)
            m_status->setWork(StatusLine::Tone::Held, tr("paused"));
        else if (state == TrainingSession::State::Stopping)
            m_status->setWork(StatusLine::Tone::Held, tr("stopping, saving the run"));
    });
}

void MainWindow::connectActions()
{
    m_actions->connectPicture(m_attention->state(), m_gallery);
    connectDialogs(*this, *m_actions, m_services);
    connectHeadMaps(*this, m_services);
    (new HandActions(m_bench, m_attention, m_gallery, this))->addTo(*menuBar());
    connect(m_actions->includedModels, &QActionGroup::triggered, this,
            [this](const QAction* action) { openModel(action->data().toString()); });
    connect(m_actions->predictTest, &QAction::triggered, this, [this] { m_bench->predict(Split::Test); });
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->languages, &QActionGroup::triggered, this,
            [this] { m_status->setNote(tr("The language changes at the next start.")); });
}

void MainWindow::connectSchemes()
{
    const auto offer = [this](QAction* action, Scheme scheme) {
        action->setChecked(Theme::savedScheme() == scheme);
        connect(action, &QAction::triggered, this, [scheme] {
            Theme::saveScheme(scheme);
            Theme::apply(*qApp, scheme);
        });
    };
    offer(m_actions->schemeSystem, Scheme::System);
    offer(m_actions->schemeLight, Scheme::Light);
    offer(m_actions->schemeDark, Scheme::Dark);
}

void MainWindow::openFirst(const QString& model)
{
    if (!model.isEmpty())
        openBehindFirst(*m_bench, model);
    m_bench->openDataset(QSettings().value(LastDataset, "shapes").toString());
}

void MainWindow::openModel(const QString& path)
{
    m_bench->openModel(path);
}

void MainWindow::showDataset(const DatasetPtr& data)
{
    QSettings().setValue(LastDataset, QString::fromStdString(data->source));
    m_attention->clear();
    m_gallery->clearPredictions();
    m_training->setDataset(data);
    if (!m_bench->model())
        makeFirstModel(*data);
    m_gallery->setDataset(data); // chooses its first test picture
}

void MainWindow::makeFirstModel(const Dataset& data)
{
    const auto& included = m_services.includedModels;
    const auto trained = std::find_if(included.begin(), included.end(), [&data](const IncludedModel& model) {
        return model.dataset == data.name;
    });
    try {
        const ModelSpec spec = m_training->modelSpec();
        const std::uint64_t seed = m_training->trainSpec().seed;
        if (trained != included.end())
            m_bench->openModelOrUntrained(trained->file, spec, seed);
        else
            m_bench->makeUntrainedModel(spec, seed);
    } catch (const Error& error) {
        m_attention->setMessage(QString::fromUtf8(error.what()));
    }
}

void MainWindow::showPicture(const ShownPicture& picture)
{
    m_attention->setPicture(m_bench->inModelsClasses(picture), m_bench->classNames());
}

void MainWindow::startTraining(const ModelSpec& model, const TrainSpec& train, const QString& preset)
{
    TrainRequest request;
    request.model = model;
    request.train = train;
    request.preset = preset.toStdString();
    request.data = m_bench->dataset();
    request.folder = newRunFolder(m_services.dataFolder, preset);
    request.pins = m_timeline->pins();
    m_chartTabs->clear();
    m_chartsBegun = false;
    m_status->setNote({});
    m_status->setRun(QString::fromStdString(request.folder.filename().string()));
    m_status->setSaved({});
    m_session->start(std::move(request));
}

void MainWindow::resumeRun(const QString& folder)
{
    if (!m_session->isIdle() || !m_bench->dataset())
        return;
    TrainRequest request;
    request.data = m_bench->dataset();
    request.folder = std::filesystem::path(folder.toStdU16String());
    request.resume = true;
    m_chartTabs->clear();
    m_chartsBegun = false;
    m_status->setNote({});
    m_status->setRun(QString::fromStdString(request.folder.filename().string()));
    m_session->start(std::move(request));
}

void MainWindow::showBatch(const BatchReport& report)
{
    if (!m_chartsBegun)
        m_charts->begin(report.stepsPerEpoch, report.totalSteps);
    m_chartsBegun = true;
    m_charts->addBatch(report);
    if (report.spike && report.spike->isFirst)
        m_status->setNote(
            (report.spike->inLoss ? tr("loss spike at step %1") : tr("gradient spike at step %1"))
                .arg(report.spike->step));
    m_status->setImagesPerSecond(report.imagesPerSecond);
    if (m_session->state() == TrainingSession::State::Running)
        m_status->setWork(StatusLine::Tone::Working, tr("training", "state"));
}

void MainWindow::endTraining(const RunOutcome& outcome)
{
    m_status->setImagesPerSecond(0);
    if (outcome.kind == RunOutcome::Kind::Failed) {
        m_status->setWork(StatusLine::Tone::Bad, tr("the run failed"));
        complain(QString::fromStdString(outcome.message));
        return;
    }
    m_status->setSaved(QDateTime::currentDateTime());
    showIdle();
    // A finished run stands for its best epoch; a stopped one for where it was stopped.
    const bool completed = outcome.kind == RunOutcome::Kind::Completed && outcome.best;
    if (const ModelPtr& model = completed ? outcome.best : outcome.last)
        m_bench->setModel(model);
    if (completed)
        m_bench->predict(Split::Test);
}

void MainWindow::showIdle()
{
    m_status->setWork(StatusLine::Tone::Quiet, tr("ready"));
}

void MainWindow::refreshExport()
{
    m_actions->exportModel->setEnabled(m_bench->model() != nullptr);
}

void MainWindow::complain(const QString& sentence)
{
    auto* box = new QMessageBox(QMessageBox::Warning, "Saccade", sentence, QMessageBox::Ok, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName("complaint");
    box->button(QMessageBox::Ok)->setText(tr("OK")); // Qt's own translations need not be installed
    box->open();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_layout->save();
    m_bench->cancel();
    // Stops within a batch and saves; what it still says is delivered before this returns.
    m_session->shutDown();
    event->accept();
}

} // namespace saccade::ui
