// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/cells.h"
#include "tests/support/suite.h"

using namespace saccade;

class CellsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeCellsSplitASideEvenly()
    {
        // 32 pixels in 8 patches of 4, and 48 in 6 of 8.
        for (int pixel = 0; pixel < 32; ++pixel)
            QCOMPARE(cellAt(pixel, 32, 8), pixel / 4);
        for (int pixel = 0; pixel < 48; ++pixel)
            QCOMPARE(cellAt(pixel, 48, 6), pixel / 8);
    }

    void theCentreOfAPixelDecides()
    {
        // 10 pixels in 4 cells: edges at 2.5, 5, 7.5; pixel 2's centre (2.5) opens cell 1.
        const int expected[] = {0, 0, 1, 1, 1, 2, 2, 3, 3, 3};
        for (int pixel = 0; pixel < 10; ++pixel)
            QCOMPARE(cellAt(pixel, 10, 4), expected[pixel]);
    }

    void aCellStartsWhereTheOneBeforeEnds()
    {
        for (const int pixels : {1, 7, 32, 33, 500, 512})
            for (const int cells : {1, 3, 6, 8, 14})
                for (int pixel = 0; pixel < pixels; ++pixel) {
                    const int cell = cellAt(pixel, pixels, cells);
                    QVERIFY(cellStart(cell, pixels, cells) <= pixel);
                    QVERIFY(pixel < cellStart(cell + 1, pixels, cells));
                }
    }

    void pixelsOutsideCountToTheNearestCell()
    {
        QCOMPARE(cellAt(-5, 32, 8), 0);
        QCOMPARE(cellAt(99, 32, 8), 7);
    }
};

SACCADE_SUITE(CellsTest)
#include "cells_test.moc"
