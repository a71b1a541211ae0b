// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/charts/chart_card.h"
#include "ui/charts/chart_readout.h"
#include "ui/charts/charts_panel.h"

#include <QLabel>
#include <QToolButton>

#include <cmath>
#include <limits>

using namespace saccade;
using namespace saccade::ui;

class ChartsPanelTest : public QObject
{
    Q_OBJECT

    struct Fixture
    {
        Fixture()
        {
            panel.resize(1200, 200);
            panel.show();
            if (!QTest::qWaitForWindowExposed(&panel))
                qFatal("the panel did not show");
            for (ChartCard* card : panel.findChildren<ChartCard*>())
                cards.push_back(card);
        }

        LineChart& chart(int card) { return cards[std::size_t(card)]->chart(); }
        QString spoken(int card) const { return cards[std::size_t(card)]->values().spoken(); }
        QToolButton* button(const char* name) { return panel.findChild<QToolButton*>(QLatin1String(name)); }

        ChartsPanel panel;
        std::vector<ChartCard*> cards; ///< loss, accuracy, learning rate, the fourth
    };

    static BatchReport batch(std::int64_t step)
    {
        BatchReport report;
        report.step = step;
        report.totalSteps = 1000;
        report.stepsPerEpoch = 100;
        report.loss = 2.0;
        report.accuracy = 0.25;
        report.learningRate = 8.1e-4;
        report.gradientNorm = 1.5;
        report.imagesPerSecond = 398.0;
        return report;
    }

    static EpochReport epoch(int number, double loss, double accuracy, bool best)
    {
        EpochReport report;
        report.epoch = number;
        report.validationLoss = loss;
        report.validationAccuracy = accuracy;
        report.testAccuracy = accuracy - 0.01;
        report.best = best;
        return report;
    }

private Q_SLOTS:
    void beforeTheFirstRunItSaysWhatToDo()
    {
        Fixture f;
        const auto* empty = f.panel.findChild<QLabel*>(QStringLiteral("chartsEmpty"));
        QVERIFY(empty->isVisible());
        QCOMPARE(empty->text(), QStringLiteral("Press Train: loss and accuracy appear here."));
        QVERIFY(!f.cards[0]->isVisible());
        f.panel.begin(100, 1000);
        QVERIFY(!empty->isVisible());
        for (const ChartCard* card : f.cards)
            QVERIFY(card->isVisible());
        f.panel.clear();
        QVERIFY(empty->isVisible());
        QVERIFY(!f.cards[0]->isVisible());
    }

    void reportsAppearByThemselvesAndTogether()
    {
        Fixture f;
        f.panel.begin(100, 1000);
        for (int step = 10; step <= 50; step += 10)
            f.panel.addBatch(batch(step));
        QCOMPARE(f.chart(0).drawnPoints(0).size(), 0); // not at every report
        QTRY_COMPARE(f.chart(0).drawnPoints(0).size(), 5);
        QCOMPARE(f.chart(0).drawnPoints(0)[2], QPointF(0.3, 2.0));
        QCOMPARE(f.chart(1).drawnPoints(2).size(), 5);
        QCOMPARE(f.chart(2).drawnPoints(0).last().y(), 8.1e-4);
    }

    void theHeadingsSayTheNewestValues()
    {
        Fixture f;
        f.panel.begin(100, 1000);
        QCOMPARE(f.spoken(0), QString());
        f.panel.addBatch(batch(100));
        f.panel.addEpoch(epoch(1, 0.7912, 0.736, true));
        f.panel.addEpoch(epoch(2, 0.8, 0.734, false));
        f.panel.refresh();
        QCOMPARE(f.spoken(0), QStringLiteral("train 2.00, validation .800"));
        QCOMPARE(f.spoken(1), QStringLiteral("test 72.4 %, train 25.0 %, validation 73.4 %, best 73.6 %"));
        QCOMPARE(f.spoken(2), QStringLiteral("8.1e-4"));
        QCOMPARE(f.spoken(3), QStringLiteral("398"));
        QCOMPARE(f.chart(1).drawnStar(), (QList<QPointF>{{1, 0.736}}));
        QCOMPARE(f.chart(0).accessibleDescription(), f.spoken(0));
    }

    void theLossAxisSwitchesToLogarithmicByAKey()
    {
        Fixture f;
        f.panel.begin(100, 1000);
        QVERIFY(!f.chart(0).isLogScale());
        QTest::keyClick(f.button("chartsLog"), Qt::Key_Space);
        QVERIFY(f.chart(0).isLogScale());
        QVERIFY(f.panel.logLoss());
        QVERIFY(!f.chart(1).isLogScale());
        f.panel.setLogLoss(false);
        QVERIFY(!f.chart(0).isLogScale());
    }

    void theFourthChartShowsSpeedOrGradientNorm()
    {
        Fixture f;
        f.panel.begin(100, 1000);
        f.panel.addBatch(batch(10));
        f.panel.refresh();
        QCOMPARE(f.chart(3).drawnPoints(0).size(), 1);
        QCOMPARE(f.chart(3).drawnPoints(2).size(), 0);
        QTest::mouseClick(f.button("chartsGradientNorm"), Qt::LeftButton);
        QVERIFY(f.panel.showsGradientNorm());
        QCOMPARE(f.chart(3).drawnPoints(0).size(), 0);
        QCOMPARE(f.chart(3).drawnPoints(2), (QList<QPointF>{{0.1, 1.5}}));
        QCOMPARE(f.spoken(3), QStringLiteral("1.50"));
        QCOMPARE(f.cards[3]->title(), QStringLiteral("Gradient norm"));
        f.panel.setShowsGradientNorm(false);
        QCOMPARE(f.spoken(3), QStringLiteral("398"));
    }

    void whatIsNotANumberIsSkipped()
    {
        Fixture f;
        f.panel.begin(100, 1000);
        BatchReport bad = batch(10);
        bad.loss = std::nan("");
        bad.gradientNorm = std::numeric_limits<double>::infinity();
        f.panel.addBatch(bad);
        f.panel.addBatch(batch(20));
        f.panel.addEpoch(epoch(1, std::nan(""), 0.5, true));
        f.panel.refresh();
        QCOMPARE(f.chart(0).drawnPoints(0), (QList<QPointF>{{0.2, 2.0}}));
        QCOMPARE(f.chart(0).drawnPoints(2).size(), 0);
        QVERIFY(std::isfinite(f.chart(0).yScale().to));
        QCOMPARE(f.spoken(0), QStringLiteral("train 2.00"));
    }

    void aSpikeIsMarkedInTheLossChartAndNamedUnderTheMouse()
    {
        Fixture f;
        f.panel.begin(100, 1000);
        for (int step = 10; step <= 500; step += 10) {
            BatchReport report = batch(step);
            if (step == 260) {
                report.spike = Spike{255, 40.0, 2.0, 10.0, 1.5};
                report.spike->inLoss = true;
            }
            f.panel.addBatch(report);
        }
        f.panel.refresh();
        QCOMPARE(f.chart(0).drawnMarks().size(), 1);
        QCOMPARE(f.chart(0).drawnMarks()[0].x(), 2.55);
        QCOMPARE(f.chart(0).drawnMarks()[0].y(), f.chart(0).yScale().to); // far above: at the edge
        QVERIFY(f.chart(1).drawnMarks().isEmpty());
        f.chart(0).showValuesAt(2.56);
        QCOMPARE(f.chart(0).readout().rows().back().name, QStringLiteral("spike"));
        QCOMPARE(f.chart(0).readout().rows().back().value, QStringLiteral("40.0"));
        f.chart(0).showValuesAt(4.0);
        QVERIFY(f.chart(0).readout().rows().back().name != QStringLiteral("spike"));
        f.panel.addBatch(batch(200)); // back to a checkpoint
        f.panel.refresh();
        QVERIFY(f.chart(0).drawnMarks().isEmpty());
    }

    void aMillionReportsStayAtTwoPointsAPixel()
    {
        Fixture f;
        const int n = 1'000'000;
        f.panel.begin(10'000, n);
        BatchReport report = batch(0);
        report.totalSteps = n;
        report.stepsPerEpoch = 10'000;
        for (int step = 1; step <= n; ++step) {
            report.step = step;
            report.loss = 1.0 + 0.3 * std::sin(step * 12.9898);
            f.panel.addBatch(report);
        }
        QElapsedTimer timer;
        timer.start();
        f.panel.refresh();
        qInfo("refresh with a million reports: %.1f ms", double(timer.nsecsElapsed()) / 1e6);
        for (int card = 0; card < 4; ++card)
            for (int curve = 0; curve < (card == 2 ? 1 : 3); ++curve)
                QVERIFY(f.chart(card).drawnPoints(curve).size() <= 2 * f.chart(card).plotArea().width());
        QVERIFY(f.chart(0).drawnPoints(0).size() >= f.chart(0).plotArea().width());
        QCOMPARE(f.panel.curves().trainLoss.size(), std::size_t(n));
    }

    void allChartsShowTheirValuesAtOneEpoch()
    {
        Fixture f;
        f.panel.begin(100, 1000);
        for (int step = 10; step <= 500; step += 10)
            f.panel.addBatch(batch(step));
        f.panel.refresh();
        const QRect plot = f.chart(2).plotArea();
        QTest::mouseMove(&f.chart(2), {plot.left() + plot.width() / 4, plot.center().y()});
        QTRY_VERIFY(f.chart(2).readout().isShown());
        for (int card = 0; card < 4; ++card)
            QCOMPARE(f.chart(card).readout().heading(), QStringLiteral("epoch 2.5"));
        QCOMPARE(f.chart(2).readout().rows()[0].value, QStringLiteral("8.1e-4"));
        QCOMPARE(f.chart(1).readout().rows()[0].value, QStringLiteral("25.0 %"));
    }

    void theChartsStandInARowASquareOrAColumn()
    {
        Fixture f;
        f.panel.begin(100, 1000);
        const auto top = [&](int card) { return f.cards[std::size_t(card)]->y(); };
        const auto left = [&](int card) { return f.cards[std::size_t(card)]->x(); };
        QVERIFY(top(0) == top(3) && left(3) == 900);
        f.panel.resize(600, 300);
        QTRY_COMPARE(top(2), 150);
        QVERIFY(left(2) == 0 && left(1) == 300 && top(1) == 0 && left(3) == 300);
        f.panel.resize(1200, 600);
        QTRY_COMPARE(top(2), 300);
        f.panel.resize(300, 800);
        QTRY_COMPARE(top(3), 600);
        QCOMPARE(left(3), 0);
    }

    void aPictureOfTheChartsNeedsNoVisiblePanel()
    {
        ChartsPanel panel;
        panel.begin(100, 1000);
        for (int step = 10; step <= 500; step += 10)
            panel.addBatch(batch(step));
        panel.addEpoch(epoch(1, 1.0, 0.5, true));
        panel.addEpoch(epoch(4, 0.9, 0.6, true));
        const QSize before = panel.size();
        const QImage image = panel.image({1200, 200}, 2.0);
        QCOMPARE(image.size(), QSize(2400, 400));
        QCOMPARE(panel.size(), before);
        const QColor orange = curveColour(panel.palette(), CurveColour::Validation);
        int orangePixels = 0;
        for (int y = 60; y < 400; ++y) // below the headings
            for (int x = 0; x < 600; ++x)
                orangePixels += image.pixelColor(x, y).rgb() == orange.rgb();
        QVERIFY2(orangePixels > 100, qPrintable(QString::number(orangePixels)));
    }

    void everySwitchHasATooltipAndTakesKeys()
    {
        Fixture f;
        for (const char* name : {"chartsLog", "chartsSpeed", "chartsGradientNorm"}) {
            QVERIFY(!f.button(name)->toolTip().isEmpty());
            QVERIFY(f.button(name)->focusPolicy() == Qt::StrongFocus);
        }
        for (int card = 0; card < 4; ++card)
            QVERIFY(!f.chart(card).accessibleName().isEmpty());
    }
};

SACCADE_SUITE(ChartsPanelTest)
#include "charts_panel_test.moc"
