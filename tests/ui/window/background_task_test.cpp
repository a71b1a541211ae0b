// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/background_task.h"

#include "core/values/error.h"
#include "tests/support/suite.h"

#include <atomic>

using namespace saccade;
using ui::BackgroundTask;

class BackgroundTaskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theResultAndTheLastProgressArrive()
    {
        BackgroundTask task;
        QSignalSpy progressed(&task, &BackgroundTask::progressed);
        QSignalSpy succeeded(&task, &BackgroundTask::succeeded);
        QVERIFY(task.start([](RunControl&, const Progress& progress) {
            for (int i = 0; i <= 100000; ++i)
                progress(i / 100000.0, "counting");
            return QString("done");
        }));
        QVERIFY(task.isRunning());
        QTRY_COMPARE(succeeded.size(), 1);
        QVERIFY(!task.isRunning());
        QCOMPARE(succeeded[0][0].toString(), QString("done"));
        QCOMPARE(progressed.last()[0].toDouble(), 1.0);
        QCOMPARE(progressed.last()[1].toString(), QString("counting"));
        // Far fewer than were made: the interface is not flooded.
        QVERIFY(progressed.size() < 20000);
    }

    void anErrorIsItsSentence()
    {
        BackgroundTask task;
        QSignalSpy failed(&task, &BackgroundTask::failed);
        task.start([](RunControl&, const Progress&) -> QString { throw Error("No network."); });
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].toString(), QString("No network."));
    }

    void cancellingEndsInCancelledAloneWhateverTheWorkDoes_data()
    {
        QTest::addColumn<bool>("throws");
        QTest::newRow("throws when stopped") << true;
        QTest::newRow("returns all the same") << false;
    }
    void cancellingEndsInCancelledAloneWhateverTheWorkDoes()
    {
        QFETCH(bool, throws);
        BackgroundTask task;
        QSignalSpy cancelled(&task, &BackgroundTask::cancelled);
        QSignalSpy succeeded(&task, &BackgroundTask::succeeded);
        QSignalSpy failed(&task, &BackgroundTask::failed);
        task.start([throws](RunControl& control, const Progress&) {
            while (control.checkpoint())
                QThread::msleep(1);
            if (throws)
                throw Error("stopped");
            return QString("done");
        });
        QVERIFY(!task.start([](RunControl&, const Progress&) { return QString(); }));
        task.cancel();
        QTRY_COMPARE(cancelled.size(), 1);
        QCOMPARE(succeeded.size() + failed.size(), 0);
    }

    void destructionCancelsAndWaits()
    {
        std::atomic<bool> returned{false};
        {
            BackgroundTask task;
            task.start([&](RunControl& control, const Progress&) {
                while (control.checkpoint())
                    QThread::msleep(1);
                returned = true;
                return QString();
            });
        }
        QVERIFY(returned);
        QCoreApplication::processEvents();
    }
};

SACCADE_SUITE(BackgroundTaskTest)
#include "background_task_test.moc"
