// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/run_clock.h"
#include "core/train/schedule.h"
#include "tests/support/suite.h"

using namespace saccade;

class ScheduleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRateAtAPointIsTheOneComputedByHand_data()
    {
        QTest::addColumn<int>("schedule");
        QTest::addColumn<double>("progress");
        QTest::addColumn<double>("expected");
        // Peak 1e-3, end 1e-5, warm-up 0.2 of the run.
        for (const Schedule schedule : {Schedule::Cosine, Schedule::Linear, Schedule::Constant}) {
            QTest::addRow("start %d", int(schedule)) << int(schedule) << 0.0 << 0.0;
            QTest::addRow("mid warm-up %d", int(schedule)) << int(schedule) << 0.1 << 5e-4;
            QTest::addRow("peak %d", int(schedule)) << int(schedule) << 0.2 << 1e-3;
        }
        QTest::newRow("cosine, a quarter down") << int(Schedule::Cosine) << 0.4 << 8.550178566873411e-4;
        QTest::newRow("cosine, half way") << int(Schedule::Cosine) << 0.6 << 5.05e-4;
        QTest::newRow("cosine, end") << int(Schedule::Cosine) << 1.0 << 1e-5;
        QTest::newRow("linear, a quarter down") << int(Schedule::Linear) << 0.4 << 7.525e-4;
        QTest::newRow("linear, end") << int(Schedule::Linear) << 1.0 << 1e-5;
        QTest::newRow("constant, later") << int(Schedule::Constant) << 0.6 << 1e-3;
        QTest::newRow("constant, end") << int(Schedule::Constant) << 1.0 << 1e-3;
        QTest::newRow("beyond the end") << int(Schedule::Cosine) << 1.7 << 1e-5;
    }

    void theRateAtAPointIsTheOneComputedByHand()
    {
        QFETCH(int, schedule);
        QFETCH(double, progress);
        QFETCH(double, expected);
        TrainSpec spec;
        spec.learningRate = 1e-3;
        spec.minLearningRate = 1e-5;
        spec.warmup = 0.2;
        spec.schedule = Schedule(schedule);
        QVERIFY(std::abs(learningRateAt(spec, progress) - expected) < 1e-15);
    }

    void withoutWarmUpTheFirstRateIsThePeak()
    {
        TrainSpec spec;
        spec.warmup = 0;
        QCOMPARE(learningRateAt(spec, 0.0), spec.learningRate);
    }

    void byTheClockItBeginsWithTheFirstStep()
    {
        TrainSpec spec;
        spec.minutes = 2;
        const RunControl control;
        RunClock clock(spec, 10, 30.0, control);
        const auto isAbout = [&clock](double expected) {
            return std::abs(clock.progress(0) - expected) < 0.01;
        };
        QVERIFY(isAbout(30.0 / 120.0));
        clock.setFirstStep(30.0); // all that went before was reading and measuring
        QVERIFY(isAbout(0.0));
        clock.setFirstStep(12.0); // a run that was resumed
        QVERIFY(isAbout(18.0 / 108.0));
        clock.reserve(18.0);
        QVERIFY(isAbout(18.0 / 90.0));
        QCOMPARE(clock.plannedSteps(0), std::int64_t(10));
    }
};

SACCADE_SUITE(ScheduleTest)
#include "schedule_test.moc"
