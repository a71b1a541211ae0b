// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/method_parts.h"

#include "ui/attention/attention_workspace.h"
#include "ui/attention/methods/method_choice.h"
#include "ui/attention/scoreboard/scoreboard_panel.h"
#include "ui/window/main_window.h"
#include "ui/window/scoreboard_job.h"
#include "ui/window/window_actions.h"
#include "ui/window/workbench.h"

#include <QAction>
#include <QDockWidget>

namespace saccade::ui {

namespace {

/// Who takes part in scoring; none of them is owned.
struct Scoring
{
    ScoreboardPanel* panel;
    ScoreboardJob* job;
    Workbench* bench;
    MethodChoice* choice;
    QAction* action;
    QString usualToolTip;

    bool isReady() const { return bench->model() && bench->dataset() && bench->shown(); }

    void start() const
    {
        if (const auto& asked = bench->asked())
            job->start(asked->model, asked->picture, choice->classIndex());
    }

    /// Whether there is anything to score, and why not.
    void refreshObstacle() const
    {
        const QString why = !job->isAvailable() ? QObject::tr("The methods cannot be scored here.")
                            : !isReady()        ? QObject::tr("There is no picture or no model yet.")
                                                : QString();
        panel->setObstacle(why);
        action->setEnabled(why.isEmpty());
        action->setToolTip(why.isEmpty() ? usualToolTip : why);
    }
};

void connectAnswers(const Scoring& scoring)
{
    ScoreboardPanel* panel = scoring.panel;
    QObject::connect(scoring.job, &ScoreboardJob::runningChanged, panel, &ScoreboardPanel::setRunning);
    QObject::connect(scoring.job, &ScoreboardJob::progressed, panel, &ScoreboardPanel::setProgress);
    Workbench* bench = scoring.bench; // whose work the status line tells
    QObject::connect(scoring.job, &ScoreboardJob::progressed, bench, [bench](double share) {
        Q_EMIT bench->progressed(share, QObject::tr("Scoring the methods"));
    });
    QObject::connect(scoring.job, &ScoreboardJob::runningChanged, bench, [bench](bool isRunning) {
        if (!isRunning)
            Q_EMIT bench->progressed(-1, {});
    });
    QObject::connect(scoring.job, &ScoreboardJob::failed, panel, &ScoreboardPanel::setMessage);
    QObject::connect(scoring.job, &ScoreboardJob::stopped, panel, &ScoreboardPanel::clear);
    QObject::connect(scoring.job, &ScoreboardJob::scored, panel, [scoring](const Scoreboard& board) {
        if (scoring.bench->dataset())
            scoring.panel->setBoard(board, scoring.bench->classNames());
    });
}

/// What makes the scores old.
void connectChanges(const Scoring& scoring)
{
    const auto drop = [scoring] {
        scoring.job->stop();
        scoring.panel->clear();
        scoring.refreshObstacle();
    };
    QObject::connect(scoring.bench, &Workbench::pictureChanged, scoring.panel, drop);
    QObject::connect(scoring.bench, &Workbench::datasetOpened, scoring.panel, drop);
    QObject::connect(scoring.bench->history(), &InterventionHistory::changed, scoring.panel,
                     &ScoreboardPanel::setOutdated);
    QObject::connect(scoring.bench, &Workbench::modelChanged, scoring.panel, [scoring] {
        scoring.panel->setOutdated();
        scoring.refreshObstacle();
    });
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
    QAction* action = window.actions()->scoreMethods;
    MethodChoice* choice = window.attention()->methodChoice();
    const Scoring scoring{panel,
                          new ScoreboardJob(services.scoreboard, panel),
                          window.workbench(),
                          choice,
                          action,
                          action->toolTip()};
    connectAnswers(scoring);
    connectChanges(scoring);
    scoring.refreshObstacle();
    QObject::connect(panel, &ScoreboardPanel::scoreWanted, panel, [scoring] { scoring.start(); });
    QObject::connect(panel, &ScoreboardPanel::stopWanted, scoring.job, &ScoreboardJob::stop);
    QObject::connect(action, &QAction::triggered, panel, [scoring] {
        if (auto* dock = qobject_cast<QDockWidget*>(scoring.panel->parentWidget())) {
            dock->show();
            dock->raise();
        }
        scoring.start();
    });
    QObject::connect(panel, &ScoreboardPanel::methodChosen, choice,
                     [choice](const QString& method) { choice->setMethod(method.toStdString()); });
    QObject::connect(choice, &MethodChoice::changed, panel,
                     [panel, choice] { panel->setShownMethod(choice->info().name); });
    panel->setShownMethod(choice->info().name);
    return panel;
}

} // namespace saccade::ui
