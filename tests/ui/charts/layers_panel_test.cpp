// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/layers_panel.h"

#include "tests/support/suite.h"
#include "ui/charts/chart_readout.h"
#include "ui/charts/chart_tabs.h"
#include "ui/charts/charts_panel.h"
#include "ui/charts/depth_legend.h"
#include "ui/charts/layer_words.h"
#include "ui/charts/line_chart.h"

#include <QLabel>
#include <QToolButton>

#include <cmath>

using namespace saccade;
using namespace saccade::ui;

namespace {

/// An embedding, `depth` blocks and a head, all with 100 parameters. The gradient of block i is `ratio` to
/// the power of (last - i) / last times 2; weights are 3, activations deviate by 1 + the layer's place.
LayerReport report(std::int64_t step, int depth, double ratio = 1.0)
{
    LayerReport result{step, double(step) / 100.0, {}};
    for (int i = -1; i <= depth; ++i) {
        LayerStatistics layer;
        layer.name = i < 0 ? "embedding" : i == depth ? "head" : "blocks." + std::to_string(i);
        layer.parameters = 100;
        const double fromEnd = depth > 1 ? double(depth - 1 - i) / (depth - 1) : 0.0;
        layer.gradientNorm = layer.isBlock() ? 2.0 * std::pow(ratio, fromEnd) : 2.0;
        layer.weightNorm = 3.0;
        layer.activationDeviation = i + 2.0;
        result.layers.push_back(layer);
    }
    return result;
}

QString readingOf(const LayerReport& one)
{
    LayerCurves curves;
    curves.add(one);
    return depthReading(curves);
}

} // namespace

class LayersPanelTest : public QObject
{
    Q_OBJECT

    struct Fixture
    {
        Fixture()
        {
            panel.resize(1000, 300);
            panel.show();
            if (!QTest::qWaitForWindowExposed(&panel))
                qFatal("the panel did not show");
            panel.setEnd(10.0);
        }
        QToolButton* button(const char* name) { return panel.findChild<QToolButton*>(QLatin1String(name)); }
        LayersPanel panel;
    };

private Q_SLOTS:
    void eachLayerHasALineInItsDepthsColour()
    {
        Fixture f;
        const auto* empty = f.panel.findChild<QLabel*>(QStringLiteral("layersEmpty"));
        QVERIFY(empty->isVisible());
        for (int step = 100; step <= 300; step += 100)
            f.panel.add(report(step, 4));
        QVERIFY(!empty->isVisible());
        QVERIFY(f.panel.chart().isLogScale());
        for (int layer = 0; layer < 6; ++layer)
            QCOMPARE(f.panel.chart().drawnPoints(layer).size(), 3);
        QVERIFY(std::abs(f.panel.chart().drawnPoints(2)[1].y() - 2.0) < 1e-9);
        QCOMPARE(f.panel.legend().layers(),
                 (QStringList{"embedding", "block 0", "block 1", "block 2", "block 3", "head"}));
        f.panel.clear();
        QVERIFY(empty->isVisible());
        QVERIFY(f.panel.legend().layers().isEmpty());
    }

    void aSwitchChoosesWhatIsDrawn()
    {
        Fixture f;
        f.panel.add(report(100, 4));
        const auto drawn = [&](int layer) { return f.panel.chart().drawnPoints(layer)[0].y(); };
        QTest::keyClick(f.button("layersWeights"), Qt::Key_Space);
        QVERIFY(std::abs(drawn(0) - 3.0) < 1e-9);
        QTest::mouseClick(f.button("layersActivations"), Qt::LeftButton);
        QCOMPARE(f.panel.quantity(), LayerQuantity::ActivationDeviation);
        QVERIFY(std::abs(drawn(5) - 6.0) < 1e-9);
        f.panel.add(report(200, 4)); // and stays
        QCOMPARE(f.panel.chart().drawnPoints(5).size(), 2);
        QVERIFY(std::abs(drawn(5) - 6.0) < 1e-9);
        for (const char* name : {"layersGradient", "layersWeights", "layersActivations"})
            QVERIFY(!f.button(name)->toolTip().isEmpty());
    }

    void theReadoutTellsEveryLayer()
    {
        Fixture f;
        for (int step = 100; step <= 900; step += 100)
            f.panel.add(report(step, 12));
        const QRect plot = f.panel.chart().plotArea();
        QTest::mouseMove(&f.panel.chart(), plot.center());
        QTRY_VERIFY(f.panel.chart().readout().isShown());
        const auto& rows = f.panel.chart().readout().rows();
        QCOMPARE(rows.size(), std::size_t(14));
        QCOMPARE(rows[3].name, QStringLiteral("block 2"));
        QCOMPARE(rows[3].value, QStringLiteral("2.00"));
        QVERIFY(rows[0].colour != rows[7].colour && rows[7].colour != rows[13].colour);
        QCOMPARE(rows[13].colour, depthColour(f.panel.palette(), 1.0));
    }

    void aSentenceSaysWhetherGradientsVanishOrExplode()
    {
        QVERIFY(
            readingOf(report(1, 4)).startsWith("Gradients reach every depth: that of block 0 is 1.0 times"));
        QVERIFY(readingOf(report(1, 4, 9.9)).startsWith("Gradients reach every depth"));
        QCOMPARE(readingOf(report(1, 4, 20.0)),
                 QStringLiteral(
                     "Gradients explode towards the input: that of block 0 is 20 times that of block 3."));
        QVERIFY(readingOf(report(1, 4, 1.0 / 9.9)).startsWith("Gradients reach every depth"));
        QCOMPARE(
            readingOf(report(1, 12, 1e-3)),
            QStringLiteral("Gradients vanish towards the input: that of block 0 is 1000 times smaller than "
                           "that of block 11."));
        QCOMPARE(readingOf(report(1, 4, 0.0)), QStringLiteral("No gradient reaches block 0."));
        QVERIFY(readingOf(report(1, 1)).startsWith("With fewer than two blocks"));
        QVERIFY(depthReadingRule().contains("1/10"));
    }

    void blocksOfDifferentSizesAreComparedByTheirNumbers()
    {
        LayerReport one = report(1, 2);
        one.layers[1].parameters = 400; // twice the length for the same numbers
        LayerCurves curves;
        curves.add(one);
        QVERIFY(std::abs(curves.depth()->ratio - 0.5) < 1e-12);
        // The five newest reports count, as a geometric mean.
        for (int step = 2; step <= 6; ++step)
            curves.add(report(step, 2, step % 2 ? 4.0 : 1.0)); // 1, 4, 1, 4, 1 by 400 parameters still
        QVERIFY(std::abs(curves.depth()->ratio - 0.5 * std::pow(16.0, 0.2)) < 1e-12);
    }

    void anotherNetworkBeginsAnew()
    {
        Fixture f;
        f.panel.add(report(100, 4));
        f.panel.add(report(100, 2));
        QCOMPARE(f.panel.legend().layers().size(), 4);
        QCOMPARE(f.panel.chart().drawnPoints(3).size(), 1);
    }

    void theLayersAreASecondLeafBesideTheCharts()
    {
        ChartTabs tabs;
        tabs.resize(1000, 300);
        tabs.show();
        QVERIFY(QTest::qWaitForWindowExposed(&tabs));
        QVERIFY(tabs.charts()->isVisible() && !tabs.layers()->isVisible());
        tabs.charts()->begin(100, 1000);
        tabs.addLayers(report(100, 4));
        QTest::keyClick(tabs.findChild<QToolButton*>(QStringLiteral("chartsLayersTab")), Qt::Key_Space);
        QVERIFY(tabs.showsLayers());
        QVERIFY(!tabs.charts()->isVisible() && tabs.layers()->isVisible());
        QVERIFY(!tabs.layers()->reading().isEmpty());
        QCOMPARE(tabs.layers()->chart().drawnPoints(0), (QList<QPointF>{{1.0, 2.0}}));
        tabs.clear();
        QVERIFY(tabs.layers()->reading().isEmpty());
        tabs.setShowsLayers(false);
        QVERIFY(tabs.charts()->isVisible());
    }
};

SACCADE_SUITE(LayersPanelTest)
#include "layers_panel_test.moc"
