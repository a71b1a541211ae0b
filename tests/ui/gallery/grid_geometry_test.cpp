// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/gallery/grid_geometry.h"

using namespace saccade::ui;

// Margin 5, gap 4.
class GridGeometryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsFillTheWidth()
    {
        // 230 - 10 = 220 of room: four columns of 50 with three gaps need 212; the other 8 widen them to 52.
        const GridGeometry grid = GridGeometry::fit(230, 50, 10);
        QCOMPARE(grid.columns, 4);
        QCOMPARE(grid.side, 52);
        QCOMPARE(grid.rows(), 3);
        QCOMPARE(grid.height(), 5 + 3 * 52 + 2 * 4 + 5);
        QCOMPARE(grid.cell(0), QRect(5, 5, 52, 52));
        QCOMPARE(grid.cell(6), QRect(5 + 2 * 56, 5 + 56, 52, 52));
    }

    void aPointFindsTheCellItLiesInAndNothingInTheGaps()
    {
        const GridGeometry grid = GridGeometry::fit(230, 50, 10);
        QCOMPARE(grid.itemAt({5, 5}), 0);
        QCOMPARE(grid.itemAt({56, 56}), 0);
        QCOMPARE(grid.itemAt({57, 20}), -1); // gap
        QCOMPARE(grid.itemAt({61, 61}), 5);
        QCOMPARE(grid.itemAt({4, 20}), -1);   // margin
        QCOMPARE(grid.itemAt({229, 20}), -1); // margin
        QCOMPARE(grid.itemAt({61, 117}), 9);
        QCOMPARE(grid.itemAt({117, 117}), -1); // past the last picture
    }

    void onlyTheRowsInSightAreVisited()
    {
        const GridGeometry grid = GridGeometry::fit(230, 50, 60000);
        QCOMPARE(grid.firstItemFrom(0), 0);
        QCOMPARE(grid.firstItemFrom(5 + 56 * 100), 400);
        QCOMPARE(grid.lastItemBefore(5 + 56 * 100), 404);
        QCOMPARE(grid.lastItemBefore(grid.height()), 60000);
    }

    void aWidthBelowOnePictureStillHasAColumn()
    {
        const GridGeometry grid = GridGeometry::fit(8, 50, 3);
        QCOMPARE(grid.columns, 1);
        QCOMPARE(grid.rows(), 3);
        QVERIFY(grid.side >= 1);
        QCOMPARE(GridGeometry::fit(230, 50, 0).height(), 0);
    }
};

SACCADE_SUITE(GridGeometryTest)
#include "grid_geometry_test.moc"
