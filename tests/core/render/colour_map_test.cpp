// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/colour_map.h"
#include "tests/support/suite.h"

#include <cmath>
#include <limits>

using namespace saccade;

namespace {

/// CIE L* (0..100) of sRGB bytes, by the standards' formulas.
double lightness(const std::array<std::uint8_t, 3>& colour)
{
    const auto linear = [](double byte) {
        const double c = byte / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    const double y = 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
    return y > 216.0 / 24389.0 ? 116.0 * std::cbrt(y) - 16.0 : y * 24389.0 / 27.0;
}

} // namespace

class ColourMapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sequentialMapsRiseEvenlyInLightness_data()
    {
        QTest::addColumn<int>("map");
        QTest::addColumn<double>("darkest");
        QTest::addColumn<double>("lightest");
        QTest::newRow("inferno") << int(ColourMap::Inferno) << 0.0 << 98.5;
        QTest::newRow("magma") << int(ColourMap::Magma) << 0.0 << 98.5;
        QTest::newRow("viridis") << int(ColourMap::Viridis) << 14.0 << 91.0;
        QTest::newRow("grey") << int(ColourMap::Grey) << 0.0 << 100.0;
    }
    void sequentialMapsRiseEvenlyInLightness()
    {
        QFETCH(int, map);
        QFETCH(double, darkest);
        QFETCH(double, lightest);
        const ColourTable& table = colourTable(ColourMap(map));
        for (std::size_t i = 0; i < table.size(); ++i) {
            const double expected = darkest + (lightest - darkest) * double(i) / 255.0;
            QVERIFY2(std::abs(lightness(table[i]) - expected) < 0.5, qPrintable(QString::number(i)));
            if (i > 0)
                QVERIFY(lightness(table[i]) >= lightness(table[i - 1]));
        }
        QVERIFY(!isSigned(ColourMap(map)));
    }

    void neighbouringColoursAreNeverFarApart()
    {
        for (int map = 0; map <= int(ColourMap::BlueDarkOrange); ++map) {
            const ColourTable& table = colourTable(ColourMap(map));
            for (std::size_t i = 1; i < table.size(); ++i)
                for (std::size_t c = 0; c < 3; ++c)
                    QVERIFY(std::abs(int(table[i][c]) - int(table[i - 1][c])) <= 10);
        }
    }

    void signedMapsAreAsLightOnEitherSideOfTheirMiddle()
    {
        for (const ColourMap map : {ColourMap::BlueWhiteOrange, ColourMap::BlueDarkOrange}) {
            QVERIFY(isSigned(map));
            const ColourTable& table = colourTable(map);
            const bool darkMiddle = map == ColourMap::BlueDarkOrange;
            for (std::size_t i = 0; i < 127; ++i) {
                QVERIFY(std::abs(lightness(table[i]) - lightness(table[255 - i])) < 0.7);
                const double step = lightness(table[i + 1]) - lightness(table[i]);
                QVERIFY(darkMiddle ? step <= 0.3 : step >= -0.3);
            }
            QVERIFY2(table[0][2] > table[0][0] + 60, "the low end is blue");
            QVERIFY2(table[255][0] > table[255][2] + 60, "the high end is orange");
            const auto& middle = table[127];
            QVERIFY2(std::abs(int(middle[0]) - int(middle[2])) < 8, "the middle has next to no colour");
        }
    }

    void mapsHaveTheColoursTheyAreKnownFor()
    {
        const auto at = [](ColourMap map, std::size_t i) { return colourTable(map)[i]; };
        QCOMPARE(at(ColourMap::Inferno, 0), (std::array<std::uint8_t, 3>{0, 0, 0}));
        QVERIFY2(at(ColourMap::Inferno, 190)[0] > 240 && at(ColourMap::Inferno, 190)[2] < 100, "orange");
        QVERIFY2(at(ColourMap::Viridis, 128)[1] > at(ColourMap::Viridis, 128)[0] + 60, "teal");
        QVERIFY2(at(ColourMap::Magma, 255)[2] > at(ColourMap::Inferno, 255)[2], "cream, not yellow");
        for (const auto& grey : colourTable(ColourMap::Grey))
            QVERIFY(grey[0] == grey[1] && grey[1] == grey[2]);
    }

    void aPositionPicksTheNearestStep()
    {
        QCOMPARE(tableIndex(0.0F), 0);
        QCOMPARE(tableIndex(1.0F), 255);
        QCOMPARE(tableIndex(0.5F), 128);
        QCOMPARE(tableIndex(-3.0F), 0);
        QCOMPARE(tableIndex(7.0F), 255);
        QCOMPARE(tableIndex(std::numeric_limits<float>::quiet_NaN()), 0);
    }
};

SACCADE_SUITE(ColourMapTest)
#include "colour_map_test.moc"
