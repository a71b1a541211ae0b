// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/charts/chart_readout.h"
#include "ui/charts/line_chart.h"

#include <cmath>
#include <limits>

using namespace saccade::ui;

class LineChartTest : public QObject
{
    Q_OBJECT

    struct Fixture
    {
        explicit Fixture(CurveLook look = CurveLook::Line)
        {
            chart.addCurve({history, look, CurveColour::Validation, QStringLiteral("validation")});
            chart.setXEnd(10.0);
            chart.resize(420, 200);
            chart.show();
            if (!QTest::qWaitForWindowExposed(&chart))
                qFatal("the chart did not show");
        }

        /// Where the mouse looks at an epoch.
        QPoint pixel(double epoch) const
        {
            const QRect plot = chart.plotArea();
            return {plot.left() + int(std::lround(epoch / 10.0 * plot.width())), plot.center().y()};
        }

        std::shared_ptr<SeriesHistory> history = std::make_shared<SeriesHistory>();
        LineChart chart;
    };

    static bool hasColour(const QImage& image, const QRect& where, const QColor& colour)
    {
        for (int y = where.top(); y <= where.bottom(); ++y)
            for (int x = where.left(); x <= where.right(); ++x)
                if (image.pixelColor(x, y).rgb() == colour.rgb())
                    return true;
        return false;
    }

private Q_SLOTS:
    void theChartGetsTheSamples()
    {
        Fixture f;
        f.history->append(1, 2.0);
        f.history->append(2, 1.5);
        f.chart.refresh();
        QCOMPARE(f.chart.drawnPoints(0), (QList<QPointF>{{1, 2.0}, {2, 1.5}}));
        QCOMPARE(f.chart.yScale().from, 1.5);
        QCOMPARE(f.chart.yScale().to, 2.0);
    }

    void theChartNeverGetsMoreThanTwoPointsAPixel()
    {
        Fixture f(CurveLook::Faint);
        for (int i = 0; i < 100'000; ++i)
            f.history->append(i * 1e-4, std::sin(i * 12.9898));
        f.chart.refresh();
        QVERIFY(f.chart.drawnPoints(0).size() <= 2 * f.chart.plotArea().width());
        QVERIFY(f.chart.drawnPoints(0).size() >= f.chart.plotArea().width());
        f.chart.resize(210, 200);
        QTRY_VERIFY(f.chart.drawnPoints(0).size() <= 2 * f.chart.plotArea().width());
    }

    void whatIsNotANumberDoesNotBreakTheAxes()
    {
        Fixture f;
        f.history->append(1, std::nan(""));
        f.chart.refresh();
        QVERIFY(f.chart.yScale().to > f.chart.yScale().from);
        f.history->append(2, 0.5);
        f.history->append(3, std::numeric_limits<double>::infinity());
        f.history->append(4, 0.9);
        f.chart.refresh();
        QCOMPARE(f.chart.drawnPoints(0), (QList<QPointF>{{2, 0.5}, {4, 0.9}}));
        QCOMPARE(f.chart.yScale().to, 0.9);
    }

    void aLogarithmicAxisKeepsTheValues()
    {
        Fixture f;
        f.history->append(1, 100.0);
        f.history->append(2, 0.0);
        f.history->append(3, 1.0);
        f.chart.setLogScale(true);
        const QList<QPointF> drawn = f.chart.drawnPoints(0);
        QCOMPARE(drawn.size(), 2);
        QCOMPARE(drawn[0].y(), 100.0);
        QCOMPARE(drawn[1].y(), 1.0);
        // Halfway between them lies 10, not 50.5.
        const QImage seen = f.chart.grab().toImage();
        const int middle = f.chart.plotArea().center().y();
        const QColor orange = curveColour(f.chart.palette(), CurveColour::Validation);
        const QRect at(f.pixel(2).x() - 3, middle - 3, 7, 7);
        QVERIFY(hasColour(seen, at, orange));
    }

    void aShareAxisIsAlwaysZeroToOne()
    {
        Fixture f;
        f.chart.setYAxis(YAxis::Share);
        f.history->append(1, 0.4);
        f.chart.refresh();
        QCOMPARE(f.chart.yScale().from, 0.0);
        QCOMPARE(f.chart.yScale().to, 1.0);
    }

    void epochsHaveDotsAndTheBestAStar()
    {
        Fixture f(CurveLook::Points);
        f.chart.setStar(f.history);
        f.history->append(1, 0.4);
        f.history->append(2, 0.6);
        f.chart.refresh();
        QVERIFY(f.chart.drawsDots(0));
        QCOMPARE(f.chart.drawnStar(), (QList<QPointF>{{2, 0.6}}));
        for (int i = 3; i < 2000; ++i)
            f.history->append(2 + i * 0.004, 0.5);
        f.chart.refresh();
        QVERIFY(!f.chart.drawsDots(0));
    }

    void theMouseShowsTheValuesUnderItUntilItLeaves()
    {
        Fixture f;
        f.history->append(2, 0.75);
        f.history->append(8, 0.25);
        f.chart.refresh();
        QSignalSpy looked(&f.chart, &LineChart::epochLookedAt);
        QTest::mouseMove(&f.chart, f.pixel(7));
        QTRY_VERIFY(f.chart.readout().isShown());
        QCOMPARE(f.chart.readout().heading(), QStringLiteral("epoch 7.0"));
        QCOMPARE(f.chart.readout().rows().size(), std::size_t(1));
        QCOMPARE(f.chart.readout().rows()[0].name, QStringLiteral("validation"));
        QCOMPARE(f.chart.readout().rows()[0].value, QStringLiteral(".250"));
        QVERIFY(std::abs(f.chart.readout().rows()[0].point.x() - f.pixel(8).x()) <= 1.0);
        QVERIFY(std::abs(looked.last()[0].value<std::optional<double>>().value() - 7.0) < 0.05);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(&f.chart, &leave);
        QVERIFY(!f.chart.readout().isShown());
        QVERIFY(!looked.last()[0].value<std::optional<double>>());
    }

    void theKeysWalkAlongTheCurves()
    {
        Fixture f;
        f.history->append(0, 0.75);
        f.history->append(10, 0.25);
        f.chart.refresh();
        QTest::keyClick(&f.chart, Qt::Key_End);
        QCOMPARE(f.chart.readout().heading(), QStringLiteral("epoch 10.0"));
        QTest::keyClick(&f.chart, Qt::Key_Left);
        QCOMPARE(f.chart.readout().heading(), QStringLiteral("epoch 9.9"));
        QTest::keyClick(&f.chart, Qt::Key_Home);
        QTest::keyClick(&f.chart, Qt::Key_Right);
        QCOMPARE(f.chart.readout().heading(), QStringLiteral("epoch 0.1"));
        QTest::keyClick(&f.chart, Qt::Key_Escape);
        QVERIFY(!f.chart.readout().isShown());
    }

    void anEmptyChartShowsNoValues()
    {
        Fixture f;
        QTest::keyClick(&f.chart, Qt::Key_Home);
        QVERIFY(!f.chart.readout().isShown());
    }

    void coloursFollowThePalette()
    {
        Fixture f;
        f.history->append(0, 0.5);
        f.history->append(10, 0.5);
        f.chart.refresh();
        const auto withWindow = [&](const QColor& window) {
            QPalette palette = f.chart.palette();
            palette.setColor(QPalette::Window, window);
            f.chart.setPalette(palette);
            const QColor orange = curveColour(palette, CurveColour::Validation);
            return std::pair(hasColour(f.chart.grab().toImage(), f.chart.plotArea(), orange), orange);
        };
        const auto [darkSeen, onDark] = withWindow(QColor(0x16, 0x18, 0x1d));
        const auto [lightSeen, onLight] = withWindow(Qt::white);
        QVERIFY(darkSeen);
        QVERIFY(lightSeen);
        QVERIFY(onDark != onLight);
    }
};

SACCADE_SUITE(LineChartTest)
#include "line_chart_test.moc"
