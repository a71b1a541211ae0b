// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/overlay.h"
#include "core/render/smooth_map.h"
#include "tests/support/suite.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

using namespace saccade;

namespace {

/// Every pixel differs from its neighbours.
Image checkered(int width, int height)
{
    Image picture(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            picture.setPixel(x, y,
                             {std::uint8_t(x * 7), std::uint8_t(y * 5), std::uint8_t((x + y) % 2 * 90)});
    return picture;
}

/// 1 in one cell, 0 elsewhere.
std::vector<float> lit(int cells, int cell)
{
    std::vector<float> map(std::size_t(cells), 0.0F);
    map[std::size_t(cell)] = 1.0F;
    return map;
}

} // namespace

class OverlayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void enlargingRepeatsPixels()
    {
        const Image picture = checkered(5, 3);
        const Image large = enlarge(picture, 20);
        QCOMPARE(large.width, 20);
        QCOMPARE(large.height, 12);
        for (int y = 0; y < 12; ++y)
            for (int x = 0; x < 20; ++x)
                QCOMPARE(large.pixel(x, y), picture.pixel(x / 4, y / 4));
    }

    void opacityZeroLeavesEveryPixelAsItWas()
    {
        const Image picture = checkered(32, 32);
        const std::vector<float> map = lit(64, 12);
        for (const bool smooth : {false, true})
            QVERIFY(overlay(picture, map, 8, 8, {0, 1}, ColourMap::Inferno, 0.0, smooth, 100) ==
                    enlarge(picture, 100));
    }

    void blocksLightExactlyTheirPatch_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("patch");
        QTest::addColumn<int>("side");
        QTest::newRow("32/4") << 32 << 32 << 4 << 128;
        QTest::newRow("48/8") << 48 << 48 << 8 << 96;
        QTest::newRow("32/2") << 32 << 32 << 2 << 64;
        QTest::newRow("not square") << 48 << 24 << 8 << 144;
        QTest::newRow("not a whole factor") << 32 << 32 << 4 << 101;
    }
    void blocksLightExactlyTheirPatch()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(int, patch);
        QFETCH(int, side);
        const int rows = height / patch;
        const int columns = width / patch;
        // Each pixel says where it is, so that the enlarged picture tells which patch a pixel shows.
        Image picture(width, height);
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                picture.setPixel(x, y, {std::uint8_t(x), std::uint8_t(y), 0});
        const Image plain = enlarge(picture, side);
        const ColourTable& table = colourTable(ColourMap::Inferno);
        for (int cell = 0; cell < rows * columns; ++cell) {
            const Image shown = overlay(picture, lit(rows * columns, cell), rows, columns, {0, 1},
                                        ColourMap::Inferno, 1.0, false, side);
            for (int y = 0; y < plain.height; ++y)
                for (int x = 0; x < plain.width; ++x) {
                    const auto from = plain.pixel(x, y);
                    const bool inside = from[1] / patch * columns + from[0] / patch == cell;
                    QCOMPARE(shown.pixel(x, y), inside ? table[255] : table[0]);
                }
        }
    }

    void theMaximumCoversByOpacityAndTheMinimumByItsFifthPower()
    {
        Image picture(2, 1);
        picture.rgb.assign(6, 100);
        const Image shown =
            overlay(picture, std::vector<float>{0, 1}, 1, 2, {0, 1}, ColourMap::Grey, 0.5, false, 2);
        // 0.5⁵ = 1/32 of black; 1/2 of white: 100 · 31/32 = 96.9, (100 + 255) / 2 = 177.5.
        QVERIFY(std::abs(int(shown.pixel(0, 0)[0]) - 97) <= 1);
        QVERIFY(std::abs(int(shown.pixel(1, 0)[0]) - 178) <= 1);
    }

    void anEvenMapLeavesThePictureInView()
    {
        Image picture(2, 1);
        picture.rgb.assign(6, 100);
        const Image shown =
            overlay(picture, std::vector<float>{0.9F, 1}, 1, 2, {0, 1}, ColourMap::Grey, 0.5, false, 2);
        // A rise of 0: 1/32 of white, or nearly (step 230 of 255, 208 to 230 in grey); a rise of 0.1: 0.5^4.6
        // = 0.041.
        QVERIFY(std::abs(int(shown.pixel(0, 0)[0]) - 104) <= 1);
        QVERIFY(std::abs(int(shown.pixel(1, 0)[0]) - 106) <= 1); // 100 + 155 · 0.041 = 106.4
        const Image covered =
            overlay(picture, std::vector<float>{0.9F, 1}, 1, 2, {0, 1}, ColourMap::Grey, 1.0, false, 2);
        QCOMPARE(covered.pixel(1, 0), colourTable(ColourMap::Grey)[255]);
        QCOMPARE(covered.pixel(0, 0), colourTable(ColourMap::Grey)[230]);
    }

    void aSignedMapLeavesItsMiddleInView()
    {
        Image picture(3, 1);
        picture.rgb.assign(9, 100);
        const Image shown = overlay(picture, std::vector<float>{-1, 0, 1}, 1, 3, {-1, 1},
                                    ColourMap::BlueDarkOrange, 0.6, false, 3);
        const auto change = [&](int x) {
            int sum = 0;
            for (const int byte : shown.pixel(x, 0))
                sum += std::abs(byte - 100);
            return sum;
        };
        QVERIFY(change(1) * 2 < change(0));
        QVERIFY(change(1) * 2 < change(2));
    }

    void aSmoothMapHasEachPatchsValueAtItsCentre()
    {
        const std::vector<float> map{0.1F, 0.9F, 0.3F, 0.7F, 0.0F, 0.2F};
        SmoothMap values(map, 2, 3, 15, 10); // cells of 5 × 5 pixels: pixel 2 is a centre
        for (int row = 0; row < 2; ++row) {
            const auto line = values.line(row * 5 + 2);
            for (int column = 0; column < 3; ++column)
                QVERIFY(std::abs(line[std::size_t(column * 5 + 2)] - map[std::size_t(row * 3 + column)]) <
                        1e-6F);
        }
    }

    void halfWayBetweenTwoPatchesIsTheirMean()
    {
        // Two cells of 4 pixels: centres at 2 and 6, so pixels 3 and 4 lie at 3/8 and 5/8 of the way;
        // level slopes at both ends make the cubic u²(3 - 2u).
        const std::vector<float> map{0.0F, 1.0F};
        SmoothMap values(map, 1, 2, 8, 4);
        const auto line = values.line(0);
        const auto ease = [](float u) { return u * u * (3 - 2 * u); };
        const std::vector<float> expected{0, 0, ease(0.125F), ease(0.375F), ease(0.625F), ease(0.875F), 1, 1};
        for (std::size_t x = 0; x < 8; ++x)
            QVERIFY(std::abs(line[x] - expected[x]) < 1e-6F);
    }

    void anEvenSlopeStaysStraightBetweenInnerPatches()
    {
        const std::vector<float> map{0, 1, 2, 3, 4, 5};
        SmoothMap values(map, 1, 6, 60, 1);
        const auto line = values.line(0);
        for (int x = 15; x < 45; ++x)
            QVERIFY(std::abs(line[std::size_t(x)] - ((x + 0.5F) / 10 - 0.5F)) < 1e-5F);
    }

    void smoothingNeverLeavesTheRangeOfThePatches()
    {
        std::vector<float> map;
        for (int i = 0; i < 64; ++i)
            map.push_back(float((i * 37 + i * i * 11) % 64) / 63);
        const auto [low, high] = std::minmax_element(map.begin(), map.end());
        SmoothMap values(map, 8, 8, 100, 100);
        for (int y = 0; y < 100; ++y)
            for (const float value : values.line(y))
                QVERIFY(value >= *low - 1e-6F && value <= *high + 1e-6F);
    }

    void valuesThatAreNotNumbersDoNoHarm()
    {
        std::vector<float> map(64, std::numeric_limits<float>::quiet_NaN());
        for (const bool smooth : {false, true}) {
            const Image shown =
                overlay(checkered(32, 32), map, 8, 8, {0, 1}, ColourMap::Inferno, 1.0, smooth, 64);
            QCOMPARE(shown.pixel(30, 30), (std::array<std::uint8_t, 3>{0, 0, 0}));
        }
    }

    void sizesThatDoNotFitAreRefused()
    {
        const std::vector<float> map(64);
        QVERIFY_EXCEPTION_THROWN(enlarge(Image(), 8), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(enlarge(checkered(4, 4), 0), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(overlay(checkered(8, 8), map, 8, 7, {}, ColourMap::Grey, 1, true, 64),
                                 std::invalid_argument);
    }
};

SACCADE_SUITE(OverlayTest)
#include "overlay_test.moc"
