// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_bar.h"

#include "core/values/error.h"
#include "tests/support/suite.h"
#include "tests/ui/training/fake_trainer.h"
#include "ui/training/training_actions.h"
#include "ui/training/training_session.h"

#include <QAction>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

using namespace saccade;
using namespace saccade::test;
using ui::TrainingSession;

namespace {

/// A trainer that says one thing and then waits to be stopped.
TrainingSession::Train saying(const BatchReport& report)
{
    return [report](const TrainRequest&, RunControl& control, const TrainObserver& observer) {
        observer.onBatch(report);
        while (control.checkpoint())
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        RunOutcome outcome;
        outcome.kind = RunOutcome::Kind::Stopped;
        outcome.steps = report.step;
        outcome.seconds = 312;
        return outcome;
    };
}

BatchReport sketch()
{
    BatchReport report;
    report.step = 4681;
    report.stepsPerEpoch = 390;
    report.totalSteps = 390 * 30;
    report.learningRate = 8.1e-4;
    report.secondsLeft = 112;
    return report;
}

struct Stage
{
    TrainingSession session;
    ui::TrainingActions actions{&session};
    ui::RunBar bar{&session, &actions};

    explicit Stage(TrainingSession::Train train)
        : session(std::move(train))
    {
    }
    QString text(const char* name) const { return bar.findChild<QLabel*>(name)->text(); }
    QToolButton* button(const char* name) const { return bar.findChild<QToolButton*>(name); }
};

} // namespace

class RunBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEpochIsThatOfTheStepUnderWay_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing done") << 0 << "Epoch 1 of 3";
        QTest::newRow("first step") << 1 << "Epoch 1 of 3";
        QTest::newRow("last of the first") << 10 << "Epoch 1 of 3";
        QTest::newRow("first of the second") << 11 << "Epoch 2 of 3";
        QTest::newRow("the end") << 30 << "Epoch 3 of 3";
        QTest::newRow("beyond an estimate") << 35 << "Epoch 3 of 3";
    }
    void theEpochIsThatOfTheStepUnderWay()
    {
        QFETCH(int, step);
        BatchReport report;
        report.step = step;
        report.totalSteps = 30;
        report.stepsPerEpoch = 10;
        QTEST(ui::epochText(report, false), "text");
    }

    void aRunInMinutesOnlyEstimatesItsEpochs()
    {
        QCOMPARE(ui::epochText(sketch(), true), QString("Epoch 13 of about 30"));
    }

    void aBatchShowsWhereTheRunIs()
    {
        Stage stage(saying(sketch()));
        stage.session.start({});
        QTRY_COMPARE(stage.text("epoch"), QString("Epoch 13 of 30"));
        QCOMPARE(stage.text("timeLeft"), QString("1 m 52 s left"));
        QCOMPARE(stage.text("learningRate"), QString("LR 8.1e-4"));
        QCOMPARE(stage.bar.findChild<QProgressBar*>()->value(), 400);
    }

    void theRateIsWholeHoweverNarrowTheWindowIs()
    {
        Stage stage(saying(sketch()));
        QFont wide = stage.bar.font();
        wide.setPointSize(2 * wide.pointSize()); // as a style does after the bar was made
        stage.bar.setFont(wide);
        stage.session.start({});
        QTRY_COMPARE(stage.text("learningRate"), QString("LR 8.1e-4"));
        const auto* label = stage.bar.findChild<QLabel*>("learningRate");
        QVERIFY(label->minimumWidth() >= label->fontMetrics().horizontalAdvance(label->text()));
    }

    void onePrimaryButtonTrainsPausesAndResumes()
    {
        Stage stage(saying(sketch()));
        QSignalSpy wanted(&stage.actions, &ui::TrainingActions::trainWanted);
        QToolButton* main = stage.button("trainOrPause");
        QCOMPARE(main->text(), QString("Train"));
        QTest::mouseClick(main, Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        stage.session.start({});
        QCOMPARE(main->text(), QString("Pause"));
        QTest::mouseClick(main, Qt::LeftButton);
        QCOMPARE(stage.session.state(), TrainingSession::State::Paused);
        QCOMPARE(main->text(), QString("Resume"));
        QCOMPARE(stage.text("timeLeft"), QString("paused"));
        QTest::mouseClick(main, Qt::LeftButton);
        QCOMPARE(stage.session.state(), TrainingSession::State::Running);
    }

    void stopSaysWhyItCannotBeUsedAndEndsTheRun()
    {
        Stage stage(saying(sketch()));
        QSignalSpy finished(&stage.session, &TrainingSession::finished);
        QToolButton* stop = stage.button("stop");
        QVERIFY(!stop->isEnabled());
        QCOMPARE(stop->toolTip(), QString("There is no run to stop."));
        stage.session.start({});
        QVERIFY(stop->isEnabled());
        QTest::mouseClick(stop, Qt::LeftButton);
        QVERIFY(!stop->isEnabled());
        QVERIFY(!stage.button("trainOrPause")->isEnabled());
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(stage.text("epoch"), QString("Stopped after step 4681"));
        QCOMPARE(stage.text("timeLeft"), QString("5 m 12 s"));
        QCOMPARE(stage.button("trainOrPause")->text(), QString("Train"));
    }

    void theLearningRateIsHalvedAndDoubledAtOnceEvenWhilePaused()
    {
        Stage stage(saying(sketch()));
        QVERIFY(!stage.actions.halveRate()->isEnabled());
        stage.session.start({});
        QTRY_COMPARE(stage.text("learningRate"), QString("LR 8.1e-4"));
        stage.session.pause();
        stage.actions.doubleRate()->trigger();
        QCOMPARE(stage.session.learningRateFactor(), 2.0);
        QCOMPARE(stage.text("learningRate"), QString("LR 1.6e-3"));
        stage.actions.halveRate()->trigger();
        stage.actions.halveRate()->trigger();
        QCOMPARE(stage.text("learningRate"), QString("LR 4e-4"));
        QVERIFY(stage.actions.halveRate()->toolTip().contains("Now 0.5 times"));
    }

    void theFactorHasAnEndOnBothSides()
    {
        Stage stage(saying(sketch()));
        stage.session.start({});
        for (int i = 0; i < 10; ++i)
            stage.actions.halveRate()->trigger();
        QVERIFY(!stage.actions.halveRate()->isEnabled());
        QVERIFY(stage.actions.halveRate()->toolTip().contains("begin a new run"));
        QVERIFY(stage.actions.doubleRate()->isEnabled());
    }

    void aFailureIsShownWithItsSentence()
    {
        Stage stage([](const TrainRequest&, RunControl&, const TrainObserver&) -> RunOutcome {
            throw Error("The disk is full.");
        });
        stage.session.start({});
        QTRY_COMPARE(stage.text("epoch"), QString("The run failed"));
        QCOMPARE(stage.bar.findChild<QLabel*>("epoch")->toolTip(), QString("The disk is full."));
    }

    void aCompletedRunTellsItsTime()
    {
        FakeTrainer trainer;
        Stage stage(trainer.function());
        stage.session.start(requestOf(2));
        QTRY_COMPARE(stage.text("epoch"), QString("Done: 2 epochs"));
        QCOMPARE(stage.bar.findChild<QProgressBar*>()->value(), 1000);
    }

    void everyControlHasATooltip()
    {
        Stage stage(saying(sketch()));
        for (const QToolButton* button : stage.bar.findChildren<QToolButton*>())
            QVERIFY(!button->toolTip().isEmpty());
    }
};

SACCADE_SUITE(RunBarTest)
#include "run_bar_test.moc"
