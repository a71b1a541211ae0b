// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/error.h"
#include "ui/window/scoreboard_job.h"

#include "tests/support/suite.h"
#include "tests/ui/attention/fake_methods.h"

#include <QThread>

#include <atomic>

using namespace saccade;
using namespace saccade::ui;

namespace {

/// A service that goes on until it is let go, stopped or told to fail.
struct FakeScoring
{
    std::atomic<bool> release{false};
    std::atomic<bool> fail{false};
    std::optional<int> askedClass;

    decltype(Services::scoreboard) service()
    {
        return [this](const ModelPtr&, const Image&, std::optional<int> classIndex, RunControl& control,
                      const Progress& progress) {
            askedClass = classIndex;
            progress(0.5, "rollout");
            while (!release && !fail && control.checkpoint())
                QThread::msleep(1);
            if (control.isStopping() || fail)
                throw Error("no scores");
            return test::smallBoard();
        };
    }
};

} // namespace

class ScoreboardJobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itReportsProgressAndThenTheScores()
    {
        FakeScoring fake;
        ScoreboardJob job(fake.service());
        QSignalSpy progressed(&job, &ScoreboardJob::progressed);
        QSignalSpy running(&job, &ScoreboardJob::runningChanged);
        Scoreboard board;
        connect(&job, &ScoreboardJob::scored, this, [&](const Scoreboard& scores) { board = scores; });
        job.start({}, {}, 3);
        QVERIFY(job.isRunning());
        QTRY_COMPARE(progressed.size(), 1);
        QCOMPARE(progressed[0][1].toString(), "rollout");
        QCOMPARE(fake.askedClass, std::optional(3));
        fake.release = true;
        QTRY_COMPARE(board.rows.size(), std::size_t(5));
        QCOMPARE(running.size(), 2);
        QVERIFY(!job.isRunning());
    }

    void itCanBeStopped()
    {
        FakeScoring fake;
        ScoreboardJob job(fake.service());
        QSignalSpy stopped(&job, &ScoreboardJob::stopped);
        QSignalSpy failed(&job, &ScoreboardJob::failed);
        job.start({}, {}, {});
        job.stop();
        QTRY_COMPARE(stopped.size(), 1);
        QVERIFY(failed.isEmpty());
    }

    void aFailureIsASentence()
    {
        FakeScoring fake;
        fake.fail = true;
        ScoreboardJob job(fake.service());
        QSignalSpy failed(&job, &ScoreboardJob::failed);
        job.start({}, {}, {});
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].toString(), "no scores");
    }

    void itsEndWaitsForTheWork()
    {
        FakeScoring fake;
        {
            ScoreboardJob job(fake.service());
            job.start({}, {}, {});
        }
        QVERIFY(!ScoreboardJob(nullptr).isAvailable());
    }
};

SACCADE_SUITE(ScoreboardJobTest)
#include "scoreboard_job_test.moc"
