// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/charts/series_history.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace saccade::ui;

class SeriesHistoryTest : public QObject
{
    Q_OBJECT

    using Samples = std::vector<Sample>;

    static std::vector<double> list(std::span<const double> values) { return {values.begin(), values.end()}; }

private Q_SLOTS:
    void theAverageIsCorrectedForItsStart()
    {
        // w = 1/2: sums 1/2, 7/4, 27/8 over 1 - w^n = 1/2, 3/4, 7/8.
        SeriesHistory history(0.5);
        history.append(0, 1.0);
        history.append(1, 3.0);
        history.append(2, 5.0);
        QCOMPARE(history.smooth()[0], 1.0);
        QCOMPARE(history.smooth()[1], 7.0 / 3.0);
        QCOMPARE(history.smooth()[2], 27.0 / 7.0);
        QVERIFY((list(history.raw()) == std::vector{1.0, 3.0, 5.0}));
    }

    void aConstantStaysItselfUnderTheAverage()
    {
        SeriesHistory history(0.93);
        for (int i = 0; i < 2000; ++i)
            history.append(i, 0.3);
        QCOMPARE(history.smooth().front(), 0.3);
        QVERIFY(std::abs(history.smooth().back() - 0.3) < 1e-12);
    }

    void withoutSmoothingTheCurveIsWhatCame()
    {
        SeriesHistory history;
        history.append(0, 4.0);
        history.append(1, -2.0);
        QVERIFY((list(history.smooth()) == std::vector{4.0, -2.0}));
    }

    void whatIsNotANumberIsLeftOut()
    {
        SeriesHistory history(0.5);
        history.append(0, 1.0);
        history.append(1, std::nan(""));
        history.append(2, std::numeric_limits<double>::infinity());
        history.append(std::nan(""), 1.0);
        history.append(3, 3.0);
        QVERIFY((list(history.x()) == std::vector{0.0, 3.0}));
        QCOMPARE(history.smooth()[1], 7.0 / 3.0);
    }

    void goingBackReplacesWhatLayAfter()
    {
        SeriesHistory history(0.5);
        for (int i = 0; i < 5; ++i)
            history.append(i, 100.0 * i);
        history.append(2, 8.0);
        QVERIFY((list(history.x()) == std::vector{0.0, 1.0, 2.0}));
        QVERIFY((list(history.raw()) == std::vector{0.0, 100.0, 8.0}));
        // As if 0, 100, 8 were all that ever came: sums 0, 50, 29 over 1/2, 3/4, 7/8.
        QCOMPARE(history.smooth()[2], 29.0 / 0.875);
    }

    void theNearestSampleIsFound()
    {
        SeriesHistory history;
        QVERIFY(!history.nearest(1.0));
        for (const double x : {1.0, 2.0, 4.0})
            history.append(x, x);
        QCOMPARE(history.nearest(-5.0), std::optional<std::size_t>(0));
        QCOMPARE(history.nearest(2.9), std::optional<std::size_t>(1));
        QCOMPARE(history.nearest(3.1), std::optional<std::size_t>(2));
        QCOMPARE(history.nearest(99.0), std::optional<std::size_t>(2));
    }

    void fewSamplesAreDrawnAsTheyAre()
    {
        const std::vector<double> x{0, 1, 2, 3};
        const std::vector<double> y{5, 6, 5, 7};
        QVERIFY((decimate(x, y, 0, 3, 2) == Samples{{0, 5}, {1, 6}, {2, 5}, {3, 7}}));
        QVERIFY((decimate(x, y, 1, 2, 2) == Samples{{1, 6}, {2, 5}}));
        QVERIFY(decimate(x, y, 8, 9, 2).empty());
        QVERIFY(decimate({}, {}, 0, 1, 2).empty());
    }

    void aColumnKeepsItsLeastAndItsGreatestInTheirOrder()
    {
        // Columns [0, 4) and [4, 8].
        const std::vector<double> x{0, 1, 2, 3, 4, 5, 6, 7};
        const std::vector<double> y{2, 9, 1, 3, 4, 5, 0, 8};
        QVERIFY((decimate(x, y, 0, 8, 2) == Samples{{1, 9}, {2, 1}, {6, 0}, {7, 8}}));
    }

    void aFlatColumnKeepsItsEndsAndAnEmptyOneIsLeftOut()
    {
        const std::vector<double> x{0, 1, 2, 3, 9, 10, 11};
        const std::vector<double> y{5, 5, 5, 5, 1, 2, 1};
        // Columns [0, 4), [4, 8), [8, 12].
        QVERIFY((decimate(x, y, 0, 12, 3) == Samples{{0, 5}, {3, 5}, {9, 1}, {10, 2}}));
    }

    void aMillionSamplesBecomeAtMostTwoAPixelAndKeepTheirPeaks()
    {
        SeriesHistory history;
        const int n = 1'000'000;
        for (int i = 0; i < n; ++i)
            history.append(i, i == 123'456 ? 50.0 : i == 777'777 ? -50.0 : std::sin(i * 0.001));
        const Samples drawn = decimate(history.x(), history.raw(), 0, n, 400);
        QVERIFY(drawn.size() <= 800);
        QVERIFY(drawn.size() >= 400);
        QVERIFY(std::is_sorted(drawn.begin(), drawn.end(),
                               [](const Sample& a, const Sample& b) { return a.x < b.x; }));
        QVERIFY(std::count(drawn.begin(), drawn.end(), Sample{123'456, 50.0}) == 1);
        QVERIFY(std::count(drawn.begin(), drawn.end(), Sample{777'777, -50.0}) == 1);
    }
};

SACCADE_SUITE(SeriesHistoryTest)
#include "series_history_test.moc"
