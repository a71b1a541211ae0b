// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/chart_svg.h"
#include "tests/support/suite.h"

#include <QRegularExpression>
#include <QXmlStreamReader>

#include <limits>

using namespace saccade;

namespace {

struct Svg
{
    QStringList texts;
    QStringList lines; ///< the paths of the series: those that are not filled
    int circles = 0;
    QString error;
};

Svg parsed(const std::string& svg)
{
    Svg result;
    QXmlStreamReader xml(QByteArray::fromStdString(svg));
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QStringLiteral("text"))
            result.texts << xml.readElementText();
        else if (xml.name() == QStringLiteral("circle"))
            ++result.circles;
        else if (xml.name() == QStringLiteral("path") && xml.attributes().hasAttribute("fill"))
            result.lines << xml.attributes().value("d").toString();
    }
    if (xml.hasError())
        result.error = xml.errorString();
    return result;
}

} // namespace

class ChartSvgTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pointsLieWhereTheAxesSay()
    {
        // 720 × 400, margins 64, 24, 48, 48; both axes from 0 to 10.
        const Svg svg = parsed(lineChartSvg("Loss", "epoch", {{"a", {{0, 0}, {5, 10}, {10, 5}}, false}}));
        QCOMPARE(svg.error, QString());
        QCOMPARE(svg.lines, QStringList("M64.0 352.0L380.0 48.0L696.0 200.0"));
        for (const char* text : {"Loss", "epoch", "a", "0", "2", "4", "6", "8", "10"})
            QVERIFY2(svg.texts.contains(text), text);
    }

    void axesEndAtRoundNumbersBeyondTheData()
    {
        const Svg svg = parsed(lineChartSvg("Loss", "epoch", {{"a", {{0, 0.31}, {1, 2.27}}, false}}));
        for (const char* tick : {"0", "0.5", "1", "1.5", "2", "2.5"})
            QVERIFY2(svg.texts.contains(tick), tick);
        QVERIFY(!svg.texts.contains("3"));
    }

    void pointsThatAreNoNumbersAreLeftOut()
    {
        constexpr double NaN = std::numeric_limits<double>::quiet_NaN();
        const Svg svg = parsed(lineChartSvg("Loss", "epoch", {{"a", {{0, 0}, {1, NaN}, {2, 1}}, true}}));
        QCOMPARE(svg.circles, 2);
        QCOMPARE(svg.lines.size(), 1);
        QCOMPARE(svg.lines[0].count('L'), 1);
        QVERIFY(!svg.lines[0].contains("nan"));
    }

    void onlyMarkedSeriesHaveDots()
    {
        const std::vector<ChartPoint> points{{0, 0}, {1, 1}, {2, 4}};
        QCOMPARE(parsed(lineChartSvg("t", "x", {{"a", points, false}, {"b", points, true}})).circles, 3);
    }

    void whatCannotBeDrawnStillMakesADocument_data()
    {
        QTest::addColumn<int>("points");
        QTest::newRow("no point") << 0;
        QTest::newRow("one point") << 1;
    }

    void whatCannotBeDrawnStillMakesADocument()
    {
        QFETCH(int, points);
        const Svg svg = parsed(
            lineChartSvg("t", "x", {{"a", std::vector<ChartPoint>(std::size_t(points), {3, 3}), true}}));
        QCOMPARE(svg.error, QString());
        QCOMPARE(svg.circles, points);
        QCOMPARE(parsed(lineChartSvg("t", "x", {})).error, QString());
    }

    void wordsWithMarkupStayWords()
    {
        const Svg svg = parsed(lineChartSvg("a < b & \"c\"", "x > y", {{"<s>", {{0, 0}, {1, 1}}, false}}));
        QCOMPARE(svg.error, QString());
        QVERIFY(svg.texts.contains("a < b & \"c\""));
        QVERIFY(svg.texts.contains("x > y"));
        QVERIFY(svg.texts.contains("<s>"));
    }
};

SACCADE_SUITE(ChartSvgTest)
#include "chart_svg_test.moc"
