// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/charts/curve.h"
#include "ui/charts/run_curves.h"

using namespace saccade;
using namespace saccade::ui;

class RunCurvesTest : public QObject
{
    Q_OBJECT

    static BatchReport batch(std::int64_t step, double loss)
    {
        BatchReport report;
        report.step = step;
        report.totalSteps = 1000;
        report.stepsPerEpoch = 100;
        report.loss = loss;
        report.imagesPerSecond = 400.0;
        return report;
    }

    static EpochReport epoch(int number, double accuracy, bool best)
    {
        EpochReport report;
        report.epoch = number;
        report.validationAccuracy = accuracy;
        report.best = best;
        return report;
    }

private Q_SLOTS:
    void batchesLieInsideTheirEpochs()
    {
        RunCurves curves;
        curves.begin(100, 1000);
        QCOMPARE(curves.end(), 10.0);
        curves.addBatch(batch(25, 2.0));
        curves.addBatch(batch(150, 1.0));
        QCOMPARE(curves.trainLoss.x()[0], 0.25);
        QCOMPARE(curves.trainLoss.x()[1], 1.5);
        QCOMPARE(curves.trainLoss.raw()[1], 1.0);
        QCOMPARE(curves.learningRate.size(), std::size_t(2));
    }

    void thePlanFollowsTheReports()
    {
        RunCurves curves;
        curves.begin(0, 0);
        QCOMPARE(curves.end(), 1.0);
        BatchReport report = batch(100, 1.0);
        report.totalSteps = 250;
        curves.addBatch(report);
        QCOMPARE(curves.end(), 2.5);
        report.step = 400;
        curves.addBatch(report);
        QCOMPARE(curves.end(), 4.0);
    }

    void theBestEpochIsTheLastThatWasReportedAsSuch()
    {
        RunCurves curves;
        curves.begin(100, 1000);
        curves.addEpoch(epoch(1, 0.4, true));
        curves.addEpoch(epoch(2, 0.6, true));
        curves.addEpoch(epoch(3, 0.5, false));
        QCOMPARE(curves.bestAccuracy.x().back(), 2.0);
        QCOMPARE(curves.bestAccuracy.raw().back(), 0.6);
        // Back to the checkpoint of epoch 1: what epoch 2 once was does not count any more.
        curves.addEpoch(epoch(2, 0.3, false));
        QCOMPARE(curves.bestAccuracy.x().back(), 1.0);
        QCOMPARE(curves.validationAccuracy.size(), std::size_t(2));
    }

    void aSpeedThatIsNotMeasuredYetIsNotDrawn()
    {
        RunCurves curves;
        curves.begin(100, 1000);
        BatchReport report = batch(1, 1.0);
        report.imagesPerSecond = 0.0;
        curves.addBatch(report);
        QVERIFY(curves.imagesPerSecond.empty());
        curves.addBatch(batch(2, 1.0));
        QCOMPARE(curves.imagesPerSecond.raw().back(), 400.0);
    }

    void aNewRunForgetsTheLast()
    {
        RunCurves curves;
        curves.addBatch(batch(25, 2.0));
        curves.addEpoch(epoch(1, 0.4, true));
        curves.begin(50, 100);
        QVERIFY(curves.begun);
        QVERIFY(curves.trainLoss.empty() && curves.bestAccuracy.empty());
        QCOMPARE(curves.end(), 2.0);
    }

    void oneWildBatchDoesNotFlattenTheAxis()
    {
        auto history = std::make_shared<SeriesHistory>();
        for (int i = 0; i < 100; ++i)
            history->append(i, i == 50 ? 1e6 : 1.0 + 0.01 * i);
        const std::vector<Curve> faint{{history, CurveLook::Faint, CurveColour::Train, {}}};
        const Extent extent = extentOf(faint, drawnSamples(faint, 100, 500, false));
        // Without five values at either end: 1.05 to 1.95, the wild one being the topmost.
        QCOMPARE(extent.low, 1.05);
        QCOMPARE(extent.high, 1.95);
        const std::vector<Curve> line{{history, CurveLook::Line, CurveColour::Train, {}}};
        QCOMPARE(extentOf(line, drawnSamples(line, 100, 500, false)).high, 1e6);
    }

    void aLogarithmicChartLeavesOutWhatHasNoLogarithm()
    {
        auto history = std::make_shared<SeriesHistory>();
        for (const double y : {1.0, 0.0, -2.0, 3.0})
            history->append(double(history->size()), y);
        const std::vector<Curve> curves{{history, CurveLook::Line, CurveColour::Train, {}}};
        QCOMPARE(drawnSamples(curves, 10, 100, false)[0].size(), std::size_t(4));
        const auto positive = drawnSamples(curves, 10, 100, true)[0];
        QVERIFY((positive == std::vector<Sample>{{0, 1.0}, {3, 3.0}}));
    }

    void dotsAreDrawnOnlyWhereTheyStayApart()
    {
        std::vector<Sample> epochs;
        for (int i = 1; i <= 10; ++i)
            epochs.push_back({double(i), 0.5});
        QVERIFY(dotsHaveRoom(epochs, 30, 300));   // 10 pixels an epoch
        QVERIFY(!dotsHaveRoom(epochs, 100, 300)); // 3
        QVERIFY(dotsHaveRoom({{1.0, 0.5}}, 1000, 300));
    }
};

SACCADE_SUITE(RunCurvesTest)
#include "run_curves_test.moc"
