// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"

#include <QMainWindow>

class QDockWidget;
class QToolBar;

namespace saccade::ui {

class AttentionWorkspace;
class ChartsPanel;
class ChartTabs;
class DockLayout;
class GalleryPanel;
class RunBar;
class StatusLine;
class TimelineLink;
class TrainingActions;
class TrainingPanel;
class TrainingSession;
class WindowActions;
class Workbench;
struct ShownPicture;

/// The program's window: it makes the parts, puts each in its dock, and ties their signals together. What is
/// open and what is asked of the model is the Workbench's; a run is the TrainingSession's.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(Services services, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens the data set that was open last, or Shapes; then the model, where one is named.
    void openFirst(const QString& model = {});

    TrainingSession* session() const { return m_session; }
    Workbench* workbench() const { return m_bench; }
    AttentionWorkspace* attention() const { return m_attention; }
    ChartsPanel* charts() const { return m_charts; }
    ChartTabs* chartTabs() const { return m_chartTabs; }
    GalleryPanel* gallery() const { return m_gallery; }
    TrainingPanel* trainingPanel() const { return m_training; }
    TimelineLink* timeline() const { return m_timeline; }
    WindowActions* actions() const { return m_actions; }

public Q_SLOTS:
    void openModel(const QString& path);
    void resumeRun(const QString& folder);

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void makeDocks();
    QDockWidget* addDock(const char* name, const QString& title, QWidget* content, Qt::DockWidgetArea area);
    void makeToolBar();
    void makeWorkspaces();
    void connectWorkbench();
    void connectTraining();
    void connectActions();
    void connectSchemes();
    void startTraining(const ModelSpec& model, const TrainSpec& train, const QString& preset);
    void endTraining(const RunOutcome& outcome);
    void showDataset(const DatasetPtr& data);
    /// Something to look at before any training: a model that came with the program, else an untrained one.
    void makeFirstModel(const Dataset& data);
    void showPicture(const ShownPicture& picture);
    void showBatch(const BatchReport& report);
    void showIdle();
    void complain(const QString& sentence);
    void refreshExport();

    Services m_services;
    Workbench* m_bench;
    TrainingSession* m_session;
    TrainingActions* m_trainingActions;
    WindowActions* m_actions;
    AttentionWorkspace* m_attention;
    GalleryPanel* m_gallery;
    ChartTabs* m_chartTabs;
    ChartsPanel* m_charts;
    TrainingPanel* m_training;
    RunBar* m_runBar;
    StatusLine* m_status;
    TimelineLink* m_timeline = nullptr;
    DockLayout* m_layout = nullptr;
    QDockWidget* m_galleryDock = nullptr;
    QDockWidget* m_chartsDock = nullptr;
    QDockWidget* m_inspectorDock = nullptr;
    QDockWidget* m_trainingDock = nullptr;
    QDockWidget* m_scoreboardDock = nullptr;
    bool m_chartsBegun = false;
};

} // namespace saccade::ui
