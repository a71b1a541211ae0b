// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/charts/axis_scale.h"

#include <cmath>

using namespace saccade::ui;

class AxisScaleTest : public QObject
{
    Q_OBJECT

    static void compare(const std::vector<double>& found, const std::vector<double>& expected)
    {
        QCOMPARE(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i)
            QVERIFY2(std::abs(found[i] - expected[i]) < 1e-9 * std::max(1.0, std::abs(expected[i])),
                     qPrintable(QStringLiteral("%1 is not %2").arg(found[i]).arg(expected[i])));
    }

private Q_SLOTS:
    void aLinearAxisEndsAtRoundNumbers()
    {
        const AxisScale scale = linearScale({0.52, 2.3}, 4);
        QCOMPARE(scale.from, 0.5);
        QCOMPARE(scale.to, 2.5);
        compare(scale.ticks, {0.5, 1.0, 1.5, 2.0, 2.5});
        compare(linearScale({0.0, 413.0}, 4).ticks, {0, 200, 400, 600});
        compare(linearScale({-0.3, 0.9}, 3).ticks, {-0.5, 0.0, 0.5, 1.0});
        compare(linearScale({0.0, 0.001}, 4).ticks, {0.0, 0.0005, 0.001});
    }

    void wideningToWholeStepsNeverAddsLines()
    {
        for (double low = 0.01; low < 40.0; low *= 1.37)
            for (double span = 0.003; span < 300.0; span *= 1.91)
                for (int intervals = 2; intervals <= 5; ++intervals) {
                    const AxisScale scale = linearScale({low, low + span}, intervals);
                    QVERIFY(int(scale.ticks.size()) <= intervals + 1);
                    QVERIFY(scale.from <= low + 1e-9 * span && scale.to >= low + span - 1e-9 * span);
                }
    }

    void aConstantCurveStillGetsAnAxis()
    {
        const AxisScale scale = linearScale({400.0, 400.0}, 4);
        QCOMPARE(scale.from, 200.0);
        QCOMPARE(scale.to, 600.0);
        const AxisScale zero = linearScale({0.0, 0.0}, 2);
        QVERIFY(zero.from < 0.0 && zero.to > 0.0);
        const AxisScale empty = linearScale({}, 4);
        QVERIFY(empty.from < empty.to && empty.ticks.empty());
    }

    void ticksBetweenFixedEndsDoNotMoveThem()
    {
        compare(ticksWithin(0, 30, 4), {0, 10, 20, 30});
        compare(ticksWithin(0, 13.4, 4), {0, 5, 10});
        compare(ticksWithin(0, 0.5, 3), {0.0, 0.2, 0.4});
    }

    void aLogarithmicAxisHasRoundTicksInsideItsEnds()
    {
        const AxisScale scale = logScale({0.5, 2.3}, 5);
        QVERIFY(scale.from < 0.5 && scale.from > 0.45);
        QVERIFY(scale.to > 2.3 && scale.to < 2.6);
        compare(scale.ticks, {0.5, 0.7, 1.0, 1.5, 2.0});
        compare(logScale({0.001, 100.0}, 7).ticks, {0.001, 0.01, 0.1, 1, 10, 100});
    }

    void aNarrowLogarithmicAxisHasAtLeastTwoTicks()
    {
        const AxisScale scale = logScale({0.531, 0.533}, 4);
        QVERIFY(scale.ticks.size() >= 2);
        QVERIFY(scale.ticks.front() >= scale.from && scale.ticks.back() <= scale.to);
        const AxisScale impossible = logScale({-1.0, 2.0}, 4);
        QVERIFY(impossible.from > 0.0 && impossible.from < impossible.to);
    }
};

SACCADE_SUITE(AxisScaleTest)
#include "axis_scale_test.moc"
