// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/resize.h"
#include "tests/support/suite.h"

#include <stdexcept>

using namespace saccade;

namespace {

Image greys(int width, int height, const std::vector<int>& values)
{
    Image picture(width, height);
    for (std::size_t i = 0; i < values.size(); ++i)
        for (std::size_t c = 0; c < 3; ++c)
            picture.rgb[i * 3 + c] = std::uint8_t(values[i]);
    return picture;
}

} // namespace

class ResizeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void halvingTakesTheMeanOfFourPixels()
    {
        const Image small =
            resizeToSquare(greys(4, 4, {0, 10, 20, 30, 40, 50, 60, 70, 0, 0, 4, 4, 0, 0, 4, 4}), 2);
        QVERIFY(small == greys(2, 2, {25, 45, 0, 4}));
    }

    void partsOfPixelsCountByTheirShare()
    {
        // 3 → 2: the first new pixel covers 1 and a half: (2·90 + 1·30) / 3 = 70 across, the same down.
        const Image small = resizeToSquare(greys(3, 3, {90, 30, 0, 90, 30, 0, 90, 30, 0}), 2);
        QVERIFY(small == greys(2, 2, {70, 10, 70, 10}));
    }

    void theMiddleSquareIsKept()
    {
        QVERIFY(resizeToSquare(greys(4, 2, {1, 2, 3, 4, 5, 6, 7, 8}), 2) == greys(2, 2, {2, 3, 6, 7}));
        QVERIFY(resizeToSquare(greys(1, 3, {1, 2, 3}), 1) == greys(1, 1, {2}));
    }

    void aSmallPictureIsEnlarged()
    {
        QVERIFY(resizeToSquare(greys(2, 2, {1, 2, 3, 4}), 4) ==
                greys(4, 4, {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4}));
    }

    void oneColourStaysThatColourAtAnySize()
    {
        for (const int side : {1, 3, 7, 32, 50})
            QVERIFY(resizeToSquare(greys(37, 37, std::vector<int>(37 * 37, 255)), side) ==
                    greys(side, side, std::vector<int>(std::size_t(side * side), 255)));
    }

    void theWholePictureIsFittedBetweenBars()
    {
        const Image wide = fitIntoSquare(greys(4, 2, {0, 10, 20, 30, 40, 50, 60, 70}), 2, {9, 9, 9});
        // 2 × 1 pixels of it, in the upper line; the odd pixel of the bars lies below.
        QVERIFY(wide == greys(2, 2, {25, 45, 9, 9}));
        const Image high = fitIntoSquare(greys(1, 3, {1, 2, 3}), 3, {9, 9, 9});
        QVERIFY(high == greys(3, 3, {9, 1, 9, 9, 2, 9, 9, 3, 9}));
        QVERIFY(fitIntoSquare(greys(2, 2, {1, 2, 3, 4}), 2, {9, 9, 9}) == greys(2, 2, {1, 2, 3, 4}));
    }

    void aSliverKeepsAPixel()
    {
        QVERIFY(fitIntoSquare(Image(1000, 1), 4, {9, 9, 9}).pixel(0, 1) == (std::array<std::uint8_t, 3>{}));
    }

    void anEmptyPictureIsRefused()
    {
        QVERIFY_EXCEPTION_THROWN(fitIntoSquare(Image(), 4, {}), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(resizeToSquare(Image(), 4), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(resizeToSquare(Image(2, 2), 0), std::invalid_argument);
    }
};

SACCADE_SUITE(ResizeTest)
#include "resize_test.moc"
