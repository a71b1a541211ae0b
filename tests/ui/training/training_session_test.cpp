// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_session.h"

#include "core/values/error.h"
#include "tests/support/suite.h"
#include "tests/ui/training/fake_trainer.h"

using namespace saccade;
using namespace saccade::test;
using ui::TrainingSession;
using State = TrainingSession::State;

namespace {

RunOutcome outcomeOf(const QSignalSpy& finished)
{
    return finished.at(0).at(0).value<RunOutcome>();
}

} // namespace

class TrainingSessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunReportsEverythingAndFinishesOnce()
    {
        FakeTrainer trainer;
        TrainingSession session(trainer.function());
        QSignalSpy batches(&session, &TrainingSession::batchReported);
        QSignalSpy epochs(&session, &TrainingSession::epochFinished);
        QSignalSpy snapshots(&session, &TrainingSession::snapshotReady);
        QSignalSpy finished(&session, &TrainingSession::finished);

        QVERIFY(session.start(requestOf(3)));
        QCOMPARE(session.state(), State::Running);
        QTRY_COMPARE(finished.size(), 1);

        QCOMPARE(session.state(), State::Idle);
        QCOMPARE(batches.size(), 30);
        QCOMPARE(batches.last().at(0).value<BatchReport>().step, std::int64_t(30));
        QCOMPARE(epochs.size(), 3);
        QCOMPARE(epochs.last().at(0).value<EpochReport>().epoch, 3);
        QCOMPARE(snapshots.size(), 1);
        QVERIFY(outcomeOf(finished).kind == RunOutcome::Kind::Completed);
        QCoreApplication::processEvents();
        QCOMPARE(finished.size(), 1);
        QCOMPARE(batches.size(), 30);
    }

    void everySignalComesOnTheInterfacesThread()
    {
        FakeTrainer trainer;
        TrainingSession session(trainer.function());
        int elsewhere = 0;
        const auto here = [&] { elsewhere += QThread::currentThread() == session.thread() ? 0 : 1; };
        connect(&session, &TrainingSession::batchReported, &session, here, Qt::DirectConnection);
        connect(&session, &TrainingSession::snapshotReady, &session, here, Qt::DirectConnection);
        connect(&session, &TrainingSession::finished, &session, here, Qt::DirectConnection);
        QSignalSpy finished(&session, &TrainingSession::finished);
        session.start(requestOf(1));
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(elsewhere, 0);
    }

    void pauseHoldsTheTrainerUntilResume()
    {
        FakeTrainer trainer;
        TrainingSession session(trainer.function());
        QSignalSpy states(&session, &TrainingSession::stateChanged);
        session.start(requestOf(Forever));
        QTRY_VERIFY(trainer.batches > 3);

        session.pause();
        QCOMPARE(session.state(), State::Paused);
        // At most the batch that was under way ends; the count then stands still.
        int last = -1;
        QTRY_VERIFY_WITH_TIMEOUT(std::exchange(last, trainer.batches.load()) == trainer.batches.load(), 2000);
        const int held = trainer.batches;
        QTest::qSleep(40); // forty batches' time
        QCOMPARE(trainer.batches.load(), held);

        session.resume();
        QCOMPARE(session.state(), State::Running);
        QTRY_VERIFY(trainer.batches > held + 3);
        QCOMPARE(states.size(), 3);
    }

    void stopEndsTheRunWithinABatch()
    {
        FakeTrainer trainer;
        TrainingSession session(trainer.function());
        QSignalSpy finished(&session, &TrainingSession::finished);
        session.start(requestOf(Forever));
        QTRY_VERIFY(trainer.batches > 3);
        session.stop();
        QCOMPARE(session.state(), State::Stopping);
        session.pause();
        QCOMPARE(session.state(), State::Stopping);
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(outcomeOf(finished).kind == RunOutcome::Kind::Stopped);
        QCOMPARE(trainer.batchesAfterStop.load(), 0);
    }

    void aPausedRunCanBeStopped()
    {
        FakeTrainer trainer;
        TrainingSession session(trainer.function());
        QSignalSpy finished(&session, &TrainingSession::finished);
        session.start(requestOf(Forever));
        session.pause();
        session.stop();
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(outcomeOf(finished).kind == RunOutcome::Kind::Stopped);
    }

    void aSecondStartIsRefusedWhileARunGoesOn()
    {
        FakeTrainer trainer;
        TrainingSession session(trainer.function());
        QSignalSpy finished(&session, &TrainingSession::finished);
        QVERIFY(session.start(requestOf(Forever)));
        QVERIFY(!session.start(requestOf(1)));
        session.stop();
        QVERIFY(!session.start(requestOf(1)));
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(session.start(requestOf(1)));
        QTRY_COMPARE(finished.size(), 2);
        QCOMPARE(trainer.runs.load(), 2);
    }

    void theNextRunMayBeginInTheSlotThatHearsOfTheEnd()
    {
        FakeTrainer trainer;
        TrainingSession session(trainer.function());
        QSignalSpy finished(&session, &TrainingSession::finished);
        connect(&session, &TrainingSession::finished, &session, [&] {
            if (trainer.runs < 3)
                session.start(requestOf(1));
        });
        session.start(requestOf(1));
        QTRY_COMPARE(finished.size(), 3);
    }

    void theLearningRateFactorReachesTheTrainerAndBeginsAnewWithOne()
    {
        FakeTrainer trainer;
        TrainingSession session(trainer.function());
        QSignalSpy finished(&session, &TrainingSession::finished);
        session.setLearningRateFactor(4.0);
        QCOMPARE(session.learningRateFactor(), 1.0);
        session.start(requestOf(Forever));
        session.setLearningRateFactor(0.5);
        QTRY_COMPARE(trainer.factorSeen.load(), 0.5);
        session.setLearningRateFactor(0.0);
        session.setLearningRateFactor(-1.0);
        session.setLearningRateFactor(std::numeric_limits<double>::quiet_NaN());
        QCOMPARE(session.learningRateFactor(), 0.5);
        session.stop();
        QTRY_COMPARE(finished.size(), 1);
        session.start(requestOf(1));
        QCOMPARE(session.learningRateFactor(), 1.0);
        QTRY_COMPARE(trainer.factorSeen.load(), 1.0);
    }

    void anExceptionBecomesAFailedOutcomeWithItsSentence()
    {
        TrainingSession session([](const TrainRequest&, RunControl&, const TrainObserver&) -> RunOutcome {
            throw Error("There is not enough memory for a batch of 512; try 256.");
        });
        QSignalSpy finished(&session, &TrainingSession::finished);
        session.start({});
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(outcomeOf(finished).kind == RunOutcome::Kind::Failed);
        QCOMPARE(QString::fromStdString(outcomeOf(finished).message),
                 QStringLiteral("There is not enough memory for a batch of 512; try 256."));
        QCOMPARE(session.state(), State::Idle);
    }

    void whatIsNoExceptionOfOursFailsInASentenceToo()
    {
        TrainingSession session(
            [](const TrainRequest&, RunControl&, const TrainObserver&) -> RunOutcome { throw 7; });
        QSignalSpy finished(&session, &TrainingSession::finished);
        session.start({});
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(!outcomeOf(finished).message.empty());
    }

    void shuttingDownDeliversTheEndBeforeItReturns()
    {
        FakeTrainer trainer;
        TrainingSession session(trainer.function());
        QSignalSpy finished(&session, &TrainingSession::finished);
        session.start(requestOf(Forever));
        QTRY_VERIFY(trainer.batches > 3);
        session.pause();
        session.shutDown();
        QCOMPARE(finished.size(), 1);
        QVERIFY(trainer.returned);
        QCOMPARE(session.state(), State::Idle);
        QCoreApplication::processEvents();
        QCOMPARE(finished.size(), 1);
        session.shutDown();
        QCOMPARE(finished.size(), 1);
    }

    void closingWhileTrainingEndsTheTrainerFirst()
    {
        FakeTrainer trainer;
        {
            TrainingSession session(trainer.function());
            session.start(requestOf(Forever));
            QTRY_VERIFY(trainer.batches > 3);
        }
        QVERIFY(trainer.returned);
        QCoreApplication::processEvents(); // nothing of the dead session may still be delivered
    }
};

SACCADE_SUITE(TrainingSessionTest)
#include "training_session_test.moc"
