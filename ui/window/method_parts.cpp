// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/method_parts.h"

#include "ui/attention/attention_workspace.h"
#include "ui/attention/method_choice.h"
#include "ui/attention/scoreboard_panel.h"
#include "ui/window/main_window.h"
#include "ui/window/scoreboard_job.h"
#include "ui/window/window_actions.h"
#include "ui/window/workbench.h"

#include <QAction>
#include <QDockWidget>

namespace saccade::ui {

namespace {

QStringList classNames(const Workbench& bench)
{
    QStringList names;
    for (const std::string& name : bench.dataset()->classNames)
        names.append(QString::fromStdString(name));
    return names;
}

/// Whether there is anything to score.
void refreshObstacle(ScoreboardPanel& panel, const ScoreboardJob& job, const Workbench& bench,
                     QAction& action)
{
    const bool isReady = bench.model() && bench.dataset() && bench.picture();
    panel.setObstacle(!job.isAvailable() ? QObject::tr("The methods cannot be scored here.")
                      : !isReady         ? QObject::tr("There is no picture or no model yet.")
                                         : QString());
    action.setEnabled(job.isAvailable() && isReady);
}

/// What comes back from the work, and what makes its answer old.
void connectAnswers(ScoreboardPanel* panel, ScoreboardJob* job, Workbench* bench, QAction* action)
{
    QObject::connect(job, &ScoreboardJob::runningChanged, panel, &ScoreboardPanel::setRunning);
    QObject::connect(job, &ScoreboardJob::progressed, panel, &ScoreboardPanel::setProgress);
    QObject::connect(job, &ScoreboardJob::failed, panel, &ScoreboardPanel::setMessage);
    QObject::connect(job, &ScoreboardJob::stopped, panel, &ScoreboardPanel::clear);
    QObject::connect(job, &ScoreboardJob::scored, panel, [panel, bench](const Scoreboard& board) {
        if (bench->dataset())
            panel->setBoard(board, classNames(*bench));
    });
    const auto drop = [panel, job, bench, action] {
        job->stop();
        panel->clear();
        refreshObstacle(*panel, *job, *bench, *action);
    };
    QObject::connect(bench, &Workbench::pictureChanged, panel, drop);
    QObject::connect(bench, &Workbench::datasetOpened, panel, drop);
    QObject::connect(bench, &Workbench::modelChanged, panel, [panel, job, bench, action] {
        panel->setOutdated();
        refreshObstacle(*panel, *job, *bench, *action);
    });
    refreshObstacle(*panel, *job, *bench, *action);
}

} // namespace

void connectMethods(Workbench& bench, AttentionWorkspace& attention)
{
    QObject::connect(&attention, &AttentionWorkspace::methodWanted, &bench, &Workbench::computeMethod);
    QObject::connect(&bench, &Workbench::methodComputed, &attention, &AttentionWorkspace::setMethodMaps);
    QObject::connect(&bench, &Workbench::methodFailed, &attention, &AttentionWorkspace::setMethodMessage);
}

QWidget* makeScoreboard(MainWindow& window, const Services& services)
{
    auto* panel = new ScoreboardPanel;
    auto* job = new ScoreboardJob(services.scoreboard, panel);
    Workbench* bench = window.workbench();
    MethodChoice* choice = window.attention()->methodChoice();
    QAction* action = window.actions()->scoreMethods;

    connectAnswers(panel, job, bench, action);
    const auto start = [job, bench, choice] {
        if (bench->model() && bench->dataset() && bench->picture())
            job->start(bench->model(), bench->dataset()->image(*bench->picture()), choice->classIndex());
    };
    QObject::connect(panel, &ScoreboardPanel::scoreWanted, job, start);
    QObject::connect(panel, &ScoreboardPanel::stopWanted, job, &ScoreboardJob::stop);
    QObject::connect(action, &QAction::triggered, panel, [panel, start] {
        if (auto* dock = qobject_cast<QDockWidget*>(panel->parentWidget())) {
            dock->show();
            dock->raise();
        }
        start();
    });
    QObject::connect(panel, &ScoreboardPanel::methodChosen, choice,
                     [choice](const QString& method) { choice->setMethod(method.toStdString()); });
    QObject::connect(choice, &MethodChoice::changed, panel,
                     [panel, choice] { panel->setShownMethod(choice->info().name); });
    panel->setShownMethod(choice->info().name);
    return panel;
}

} // namespace saccade::ui
