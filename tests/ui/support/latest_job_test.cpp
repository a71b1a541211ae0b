// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/error.h"
#include "tests/support/suite.h"
#include "ui/support/latest_job.h"

#include <QSemaphore>

#include <atomic>
#include <chrono>
#include <new>
#include <stdexcept>
#include <thread>

using namespace saccade;
using namespace saccade::ui;

class LatestJobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workRunsElsewhereAndItsAnswerArrivesHere()
    {
        LatestJob job;
        QThread* worked = nullptr;
        QThread* answered = nullptr;
        int answer = 0;
        job.run(
            [&] {
                worked = QThread::currentThread();
                return 42;
            },
            [&](int result) {
                answered = QThread::currentThread();
                answer = result;
            });
        QCOMPARE(answer, 0); // never before the event loop
        QTRY_COMPARE(answer, 42);
        QCOMPARE(answered, QThread::currentThread());
        QVERIFY(worked != answered);
    }

    void theNewestRequestWinsAndWaitingOnesAreNeverRun()
    {
        LatestJob job;
        QSemaphore started;
        QSemaphore go;
        std::atomic<int> runs = 0;
        QList<int> answers;
        const auto deliver = [&](int result) { answers << result; };
        job.run(
            [&] {
                ++runs;
                started.release();
                go.acquire();
                return 0;
            },
            deliver);
        started.acquire(); // the first now runs; two more come
        for (const int number : {1, 2})
            job.run(
                [&, number] {
                    ++runs;
                    return number;
                },
                deliver);
        go.release();
        QTRY_VERIFY(!job.isBusy());
        QCOMPARE(answers, QList<int>{2}); // the first was superseded while it ran, the second while it waited
        QCOMPARE(runs.load(), 2);
    }

    void anAnswerOnItsWayIsDroppedWhenANewerRequestComes()
    {
        LatestJob job;
        QSemaphore ran;
        QList<int> answers;
        const auto deliver = [&](int result) { answers << result; };
        job.run(
            [&] {
                ran.release();
                return 1;
            },
            deliver);
        ran.acquire(); // its answer cannot arrive before this thread's event loop runs
        job.run([] { return 2; }, deliver);
        QTRY_VERIFY(!job.isBusy());
        QCOMPARE(answers, QList<int>{2});
    }

    void whatIsThrownArrivesAsASentence_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("our error") << 0 << "model.safetensors: expected 64 tokens, found 65";
        QTest::newRow("any exception") << 1 << "the tensor is too large";
        QTest::newRow("out of memory") << 2 << "There was not enough memory.";
        QTest::newRow("not an exception") << 3 << "Something went wrong that gives no reason.";
    }
    void whatIsThrownArrivesAsASentence()
    {
        QFETCH(int, kind);
        QFETCH(QString, sentence);
        LatestJob job;
        QSignalSpy failed(&job, &LatestJob::failed);
        bool delivered = false;
        job.run(
            [kind]() -> int {
                if (kind == 0)
                    throw Error::badInput("model.safetensors", "64 tokens", "65");
                if (kind == 1)
                    throw std::length_error("the tensor is too large");
                if (kind == 2)
                    throw std::bad_alloc();
                throw kind;
            },
            [&](int) { delivered = true; });
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].toString(), sentence);
        QVERIFY(!delivered);
        QVERIFY(!job.isBusy());
        int answer = 0; // and the worker goes on
        job.run([] { return 7; }, [&](int result) { answer = result; });
        QTRY_COMPARE(answer, 7);
    }

    void aSupersededFailureIsNotReported()
    {
        LatestJob job;
        QSignalSpy failed(&job, &LatestJob::failed);
        int answer = 0;
        QSemaphore started;
        QSemaphore go;
        job.run(
            [&]() -> int {
                started.release();
                go.acquire();
                throw Error("old news");
            },
            [](int) {});
        started.acquire();
        job.run([] { return 3; }, [&](int result) { answer = result; });
        go.release();
        QTRY_COMPARE(answer, 3);
        QCOMPARE(failed.size(), 0);
    }

    void cancelDropsTheAnswerAtOnce()
    {
        LatestJob job;
        QSignalSpy busy(&job, &LatestJob::busyChanged);
        QSemaphore started;
        QSemaphore go;
        std::atomic<bool> left = false;
        bool delivered = false;
        job.run(
            [&] {
                started.release();
                go.acquire();
                left = true;
                return 1;
            },
            [&](int) { delivered = true; });
        started.acquire();
        QVERIFY(job.isBusy());
        job.cancel();
        QVERIFY(!job.isBusy());
        QCOMPARE(busy.size(), 2);
        go.release();
        QTRY_VERIFY(left);
        int answer = 0; // behind the cancelled one, so that its answer would have come first
        job.run([] { return 2; }, [&](int result) { answer = result; });
        QTRY_COMPARE(answer, 2);
        QVERIFY(!delivered);
    }

    void destructionWaitsForTheWorkThatRuns()
    {
        QSemaphore started;
        std::atomic<bool> finished = false;
        bool delivered = false;
        {
            LatestJob job;
            job.run(
                [&] {
                    started.release();
                    std::this_thread::sleep_for(std::chrono::milliseconds(30));
                    finished = true;
                    return 1;
                },
                [&](int) { delivered = true; });
            started.acquire();
        }
        QVERIFY(finished);
        QCoreApplication::processEvents();
        QVERIFY(!delivered);
    }

    void aRequestFromInsideAnAnswerIsServed()
    {
        LatestJob job;
        int last = 0;
        job.run(
            [] { return 1; },
            [&](int first) { job.run([first] { return first + 1; }, [&](int second) { last = second; }); });
        QTRY_COMPARE(last, 2);
        QVERIFY(!job.isBusy());
    }

    void largeAnswersAreMovedNotCopied()
    {
        struct Counted
        {
            std::shared_ptr<int> copies = std::make_shared<int>(0);
            Counted() = default;
            Counted(const Counted& other)
                : copies(other.copies)
            {
                ++*copies;
            }
            Counted(Counted&&) noexcept = default;
        };
        LatestJob job;
        int copies = -1;
        job.run([] { return Counted(); }, [&](const Counted& answer) { copies = *answer.copies; });
        QTRY_COMPARE(copies, 0);
    }
};

SACCADE_SUITE(LatestJobTest)
#include "latest_job_test.moc"
