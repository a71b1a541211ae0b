// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/tile.h"
#include "tests/support/suite.h"

#include <limits>
#include <stdexcept>

using namespace saccade;

class TileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aScaleRunsFromTheLowestToTheHighestFiniteValue()
    {
        const float infinite = std::numeric_limits<float>::infinity();
        const float none = std::numeric_limits<float>::quiet_NaN();
        QVERIFY((scaleOf(std::vector<float>{0.25F, -1.0F, none, infinite, 3.0F}) == Scale{-1.0F, 3.0F}));
        QVERIFY((scaleOf({}) == Scale{0.0F, 1.0F}));
        QVERIFY((scaleOf(std::vector<float>{none}) == Scale{0.0F, 1.0F}));
    }

    void aValueOutsideTheScaleCountsAsItsEnd()
    {
        const Scale scale{1.0F, 3.0F};
        QCOMPARE(positionOn(scale, 2.0F), 0.5F);
        QCOMPARE(positionOn(scale, 0.0F), 0.0F);
        QCOMPARE(positionOn(scale, 9.0F), 1.0F);
        QCOMPARE(positionOn(scale, std::numeric_limits<float>::quiet_NaN()), 0.0F);
        QCOMPARE(positionOn(Scale{2.0F, 2.0F}, 2.0F), 0.0F);
    }

    void everyCellIsASquareOfItsColour()
    {
        // 2 rows of 3: values 0..5 over a scale of 0..5 are steps 0, 51, 102, … of the table.
        const std::vector<float> map{0, 1, 2, 3, 4, 5};
        const Image tile = renderTile(map, 2, 3, ColourMap::Viridis, {0, 5}, 4);
        QCOMPARE(tile.width, 12);
        QCOMPARE(tile.height, 8);
        for (int y = 0; y < 8; ++y)
            for (int x = 0; x < 12; ++x)
                QCOMPARE(tile.pixel(x, y),
                         colourTable(ColourMap::Viridis)[std::size_t((y / 4 * 3 + x / 4) * 51)]);
    }

    void theColourBarRunsFromMaximumToMinimum()
    {
        const Image bar = renderColourBar(ColourMap::Inferno, 3, 256);
        for (int y = 0; y < 256; ++y)
            for (int x = 0; x < 3; ++x)
                QCOMPARE(bar.pixel(x, y), colourTable(ColourMap::Inferno)[std::size_t(255 - y)]);
    }

    void sizesThatDoNotFitAreRefused()
    {
        const std::vector<float> map(6);
        QVERIFY_EXCEPTION_THROWN(renderTile(map, 2, 2, ColourMap::Grey, {}, 1), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(renderTile(map, 2, 3, ColourMap::Grey, {}, 0), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(renderColourBar(ColourMap::Grey, 0, 9), std::invalid_argument);
    }
};

SACCADE_SUITE(TileTest)
#include "tile_test.moc"
