// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/timeline_schedule.h"

#include "tests/support/suite.h"

#include <algorithm>

using namespace saccade;

namespace {

using Steps = std::vector<std::int64_t>;

/// The steps that are recorded in a run of `planned` steps of `each` seconds, where a moment takes `cost`.
Steps recordedSteps(std::int64_t planned, double each = 1.0, double cost = 0.0)
{
    TimelineSchedule schedule;
    Steps steps;
    for (std::int64_t step = 0; step <= planned; ++step) {
        const double now = double(step) * each + double(steps.size()) * cost;
        if (!schedule.isDue(step, now))
            continue;
        steps.push_back(step);
        schedule.recorded(step, planned, now, cost);
    }
    return steps;
}

} // namespace

class TimelineScheduleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstStepsAreDoubledThenTheyAreEven()
    {
        const Steps steps = recordedSteps(10'000); // 100 apart
        const Steps first(steps.begin(), steps.begin() + 10);
        QCOMPARE(first, (Steps{0, 1, 2, 4, 8, 16, 32, 64, 128, 228}));
        for (std::size_t i = 10; i < steps.size(); ++i)
            QCOMPARE(steps[i] - steps[i - 1], std::int64_t(100));
        QVERIFY(steps.back() > 9'900);
    }

    void aRunOfAnyLengthHasAboutAHundredMoments_data()
    {
        QTest::addColumn<int>("planned");
        for (const int planned : {100, 350, 1'000, 17'600, 400'000})
            QTest::addRow("%d", planned) << planned;
    }

    void aRunOfAnyLengthHasAboutAHundredMoments()
    {
        QFETCH(int, planned);
        const std::size_t count = recordedSteps(planned).size();
        QVERIFY2(count >= 80 && count <= TimelineSchedule::Most, qPrintable(QString::number(count)));
    }

    void aShortRunIsRecordedAtEveryStep() { QCOMPARE(recordedSteps(5), (Steps{0, 1, 2, 3, 4, 5})); }

    void recordingTakesItsShareOfTheTimeAndNoMore_data()
    {
        QTest::addColumn<double>("each");
        QTest::addColumn<double>("cost");
        QTest::newRow("cheap") << 0.05 << 0.001;
        QTest::newRow("dear") << 0.05 << 0.2;
        QTest::newRow("fast steps") << 0.001 << 0.03;
    }

    void recordingTakesItsShareOfTheTimeAndNoMore()
    {
        QFETCH(double, each);
        QFETCH(double, cost);
        constexpr int Planned = 20'000;
        const std::size_t count = recordedSteps(Planned, each, cost).size();
        const double spent = double(count) * cost;
        QVERIFY(spent <=
                TimelineSchedule::CostShare * (Planned * each + spent) + TimelineSchedule::Allowance);
        QVERIFY(count >= 2);
    }

    void whatCannotBeAffordedIsMadeUpForLater()
    {
        TimelineSchedule schedule;
        schedule.recorded(0, 10'000, 0.0, 0.4);
        QVERIFY(!schedule.isDue(1, 0.1)); // 0.8 s of 0.5 s and a hundredth of the time
        QVERIFY(!schedule.isDue(200, 29.0));
        QVERIFY(schedule.isDue(300, 31.0));
    }

    void aResumedRunGoesOnWhereItWas()
    {
        TimelineSchedule schedule;
        schedule.goOn(8, 10'000);
        QVERIFY(!schedule.isDue(15, 5'000.0));
        QVERIFY(schedule.isDue(16, 5'000.0));
        // The time before it was resumed has been spent by the run that it was then.
        schedule.recorded(16, 10'000, 5'000.0, 0.6);
        QVERIFY(!schedule.isDue(32, 5'001.0));
    }

    void largeMomentsAreFewer()
    {
        QCOMPARE(TimelineSchedule(1'000'000).capacity(), std::size_t(120));
        QCOMPARE(TimelineSchedule(10'000'000).capacity(), std::size_t(53));
        QCOMPARE(TimelineSchedule(1'000'000'000).capacity(), std::size_t(12));
        TimelineSchedule dear(10'000'000); // 44 evenly
        dear.goOn(4'400, 4'400);
        QVERIFY(!dear.isDue(4'499, 0.0));
        QVERIFY(dear.isDue(4'500, 0.0));
    }

    void everyOtherOfTheOlderHalfIsGivenUpButTheFirst()
    {
        QCOMPARE(thinnedOut(8), (std::vector<std::size_t>{1, 3}));
        QCOMPARE(thinnedOut(12), (std::vector<std::size_t>{1, 3, 5}));
        QCOMPARE(thinnedOut(120).size(), std::size_t(30));
    }
};

SACCADE_SUITE(TimelineScheduleTest)
#include "timeline_schedule_test.moc"
