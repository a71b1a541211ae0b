// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/augment/auto_augment.h"
#include "core/data/augment/tones.h"
#include "core/data/augment/warps.h"
#include "tests/core/data/small_dataset.h"
#include "tests/support/suite.h"

#include <map>

using namespace saccade;

namespace {

using Bytes = std::vector<std::uint8_t>;

/// One row of six pixels, or three by three of them, the same in all channels unless told.
struct Picture
{
    Picture(int height, int width, Bytes red)
        : Picture(height, width, red, red, red)
    {
    }
    Picture(int height, int width, const Bytes& red, const Bytes& green, const Bytes& blue)
        : bytes(red)
        , planes{nullptr, height, width}
    {
        bytes.insert(bytes.end(), green.begin(), green.end());
        bytes.insert(bytes.end(), blue.begin(), blue.end());
        scratch.resize(bytes.size());
        planes.bytes = bytes.data();
    }
    Picture(const Picture&) = delete;
    Picture& operator=(const Picture&) = delete;

    Bytes channel(std::size_t index) const
    {
        const auto begin = bytes.begin() + std::ptrdiff_t(index * planes.plane());
        return {begin, begin + std::ptrdiff_t(planes.plane())};
    }

    Bytes bytes;
    Planes planes;
    Bytes scratch;
};

constexpr Rgb Fill{125, 123, 114};

/// 32 × 32 pixels of every tone, as the values below were computed from.
Bytes channelOf(int channel)
{
    Bytes bytes;
    for (int i = 0; i < 1024; ++i)
        bytes.push_back(std::uint8_t((i * i * (3 + 2 * channel) + i * 13) % 197 + 10 + 10 * channel));
    return bytes;
}

} // namespace

class AutoAugmentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void invertTakesFrom255()
    {
        Picture picture(1, 4, {0, 1, 100, 255});
        invert(picture.planes);
        QCOMPARE(picture.channel(2), (Bytes{255, 254, 155, 0}));
    }

    void solarizeInvertsFromItsThresholdUp()
    {
        Picture picture(1, 5, {0, 99, 100, 101, 255});
        solarize(picture.planes, 256);
        QCOMPARE(picture.channel(0), (Bytes{0, 99, 100, 101, 255}));
        solarize(picture.planes, 100);
        QCOMPARE(picture.channel(0), (Bytes{0, 99, 155, 154, 0}));
    }

    void posterizeKeepsTheHighestBits()
    {
        Picture picture(1, 4, {15, 16, 200, 255});
        posterize(picture.planes, 8);
        QCOMPARE(picture.channel(0), (Bytes{15, 16, 200, 255}));
        posterize(picture.planes, 4);
        QCOMPARE(picture.channel(0), (Bytes{0, 16, 192, 240}));
    }

    void autoContrastStretchesEachChannelAndLeavesAFlatOne()
    {
        Picture picture(1, 3, {50, 101, 152}, {7, 7, 7}, {0, 100, 255});
        autoContrast(picture.planes);
        QCOMPARE(picture.channel(0), (Bytes{0, 127, 255})); // 51 of 102 is half of 255, cut to a whole
        QCOMPARE(picture.channel(1), (Bytes{7, 7, 7}));
        QCOMPARE(picture.channel(2), (Bytes{0, 100, 255}));
    }

    void equalizeSpreadsTonesByHowOftenTheyAre()
    {
        // 510 pixels of 10, 255 of 20 and 255 of 30: a step is (1020 - 255) / 255 = 3 pixels, and a tone
        // becomes (1 + those below it) / 3.
        Bytes red(510, 10);
        red.resize(765, 20);
        red.resize(1020, 30);
        Picture picture(1, 1020, red, Bytes(1020, 5), red);
        equalize(picture.planes);
        QCOMPARE(picture.bytes[0], std::uint8_t(0));
        QCOMPARE(picture.bytes[510], std::uint8_t(511 / 3));
        QCOMPARE(picture.bytes[765], std::uint8_t(766 / 3));
        QCOMPARE(picture.channel(1), Bytes(1020, 5)); // one tone stays
        Picture few(1, 4, {1, 2, 3, 4});              // too few pixels for a step
        equalize(few.planes);
        QCOMPARE(few.channel(0), (Bytes{1, 2, 3, 4}));
    }

    void brightnessIsAFactorCutToAByte()
    {
        Picture picture(1, 3, {0, 101, 200});
        changeBrightness(picture.planes, 1.5F);
        QCOMPARE(picture.channel(1), (Bytes{0, 151, 255}));
        changeBrightness(picture.planes, 0.5F);
        QCOMPARE(picture.channel(1), (Bytes{0, 75, 127}));
    }

    void contrastPullsTowardsTheMeanGrey()
    {
        Picture picture(1, 2, {50, 151}); // mean 100.5, rounded 101
        changeContrast(picture.planes, 0.5F);
        QCOMPARE(picture.channel(0), (Bytes{75, 126})); // 101 - 25.5, 101 + 25
    }

    void colourPullsTowardsEachPixelsGrey()
    {
        Picture picture(1, 1, {200}, {100}, {50}); // grey .299 · 200 + .587 · 100 + .114 · 50 = 124.2
        changeColour(picture.planes, 0.5F);
        QCOMPARE(picture.bytes, (Bytes{162, 112, 87}));
        changeColour(picture.planes, 0.0F);
        QVERIFY(picture.bytes[0] == picture.bytes[1] && picture.bytes[1] == picture.bytes[2]);
    }

    void sharpnessPullsTowardsTheSmoothedPictureAndLeavesTheBorder()
    {
        Picture picture(3, 3, {13, 13, 13, 13, 39, 13, 13, 13, 13});
        changeSharpness(picture.planes, 0.0F, picture.scratch.data());
        QCOMPARE(picture.channel(0), (Bytes{13, 13, 13, 13, 23, 13, 13, 13, 13})); // (8 · 13 + 5 · 39) / 13
        Picture sharper(3, 3, {13, 13, 13, 13, 39, 13, 13, 13, 13});
        changeSharpness(sharper.planes, 2.0F, sharper.scratch.data());
        QCOMPARE(sharper.channel(1)[4], std::uint8_t(55)); // 23 + 2 · 16
    }

    void translationShowsTheFillWhereNothingWas()
    {
        Picture picture(2, 3, {1, 2, 3, 4, 5, 6});
        warp(picture.planes, translateX(1), {9, 8, 7}, picture.scratch.data());
        QCOMPARE(picture.channel(0), (Bytes{2, 3, 9, 5, 6, 9}));
        QCOMPARE(picture.channel(2), (Bytes{2, 3, 7, 5, 6, 7}));
        warp(picture.planes, translateY(-1), {9, 8, 7}, picture.scratch.data());
        QCOMPARE(picture.channel(0), (Bytes{9, 9, 9, 2, 3, 9}));
    }

    void shearMovesEachLineByItsPlace()
    {
        // Line y takes its pixels from x + (y + ½): half a pixel further is the next one.
        Picture picture(3, 3, {1, 2, 3, 4, 5, 6, 7, 8, 9});
        warp(picture.planes, shearX(1), Fill, picture.scratch.data());
        QCOMPARE(picture.channel(0), (Bytes{2, 3, 125, 6, 125, 125, 125, 125, 125}));
        Picture down(3, 3, {1, 2, 3, 4, 5, 6, 7, 8, 9});
        warp(down.planes, shearY(-1), Fill, down.scratch.data());
        // Column x from y - (x + ½): ½ - ½ is still pixel 0.
        QCOMPARE(down.channel(0), (Bytes{1, 125, 125, 4, 2, 125, 7, 5, 3}));
    }

    void aQuarterTurnIsAnticlockwise()
    {
        Picture picture(2, 2, {1, 2, 3, 4});
        warp(picture.planes, rotation(90, 2, 2), Fill, picture.scratch.data());
        QCOMPARE(picture.channel(0), (Bytes{2, 4, 1, 3}));
    }

    void operationsAreThoseOfPillow_data()
    {
        // FNV-1a of what Pillow 9.4 makes of the same picture.
        QTest::addColumn<int>("operation");
        QTest::addColumn<int>("magnitude");
        QTest::addColumn<bool>("negative");
        QTest::addColumn<quint64>("hash");
        const auto row = [](Operation operation, int magnitude, bool negative, quint64 hash) {
            QTest::addRow("operation %d, magnitude %d, %s", int(operation), magnitude,
                          negative ? "negative" : "positive")
                << int(operation) << magnitude << negative << hash;
        };
        row(Operation::ShearX, 8, false, 0xf6098dc8c18bd547ULL);
        row(Operation::ShearX, 8, true, 0x5f1bc81f795bfb23ULL);
        row(Operation::ShearY, 7, false, 0x60dd427e0cae9366ULL);
        row(Operation::ShearY, 7, true, 0x92d59deab5cf1928ULL);
        row(Operation::TranslateX, 9, false, 0x697dcbace4cd5eb5ULL);
        row(Operation::TranslateX, 9, true, 0xf2b0654bff5d9a86ULL);
        row(Operation::TranslateY, 5, false, 0xec84956086acd2a5ULL);
        row(Operation::TranslateY, 5, true, 0xbc9d5e0cf2fa9663ULL);
        row(Operation::Invert, 0, false, 0x17ca6f2ffa4a4fcdULL);
        row(Operation::Rotate, 2, false, 0x837662976286f203ULL);
        row(Operation::Rotate, 2, true, 0xbd55883d6b077f17ULL);
        row(Operation::Rotate, 9, false, 0xaf35c6e5cd276819ULL);
        row(Operation::Rotate, 9, true, 0x6fee119ba0e416bcULL);
        row(Operation::AutoContrast, 0, false, 0x8d3449141ca4ebbdULL);
        row(Operation::Equalize, 0, false, 0xc876e29475737a50ULL);
        row(Operation::Contrast, 6, false, 0x091d27ff798c0a9eULL);
        row(Operation::Contrast, 6, true, 0xa5427dd1905c819bULL);
        row(Operation::Colour, 3, false, 0x7045cd81948dbea6ULL);
        row(Operation::Colour, 3, true, 0xb522f8ad842b747eULL);
        row(Operation::Colour, 9, false, 0x60dc5dc032cd1729ULL);
        row(Operation::Colour, 9, true, 0x079acd7f5bc9556dULL);
        row(Operation::Brightness, 7, false, 0x7165638370aba54fULL);
        row(Operation::Brightness, 7, true, 0x1cf227fd1c42e2aeULL);
        row(Operation::Sharpness, 3, false, 0xb2f7688ba6ebe616ULL);
        row(Operation::Sharpness, 3, true, 0xe0fab3042ed648d2ULL);
        row(Operation::Sharpness, 9, false, 0x032c5460ae6119b3ULL);
        row(Operation::Sharpness, 9, true, 0x111d1eeee753ee7aULL);
        row(Operation::Posterize, 7, false, 0x8ece515436b9befdULL);
        row(Operation::Solarize, 2, false, 0x57b5d68139049989ULL);
        row(Operation::Solarize, 8, false, 0x2a9b5397d7224c7dULL);
    }

    void operationsAreThoseOfPillow()
    {
        QFETCH(int, operation);
        QFETCH(int, magnitude);
        QFETCH(bool, negative);
        QFETCH(quint64, hash);
        Picture picture(32, 32, channelOf(0), channelOf(1), channelOf(2));
        applyOperation(Operation(operation), magnitude, negative, picture.planes, Fill,
                       picture.scratch.data());
        QCOMPARE(quint64(test::hashOf(picture.bytes)), hash);
    }

    void everySubPolicyIsDrawnAndItsStepsAsOftenAsTheySay()
    {
        double expected = 0;
        for (const SubPolicy& policy : cifar10Policy())
            expected += 1 - (1 - double(policy[0].probability)) * (1 - double(policy[1].probability));
        expected /= 25;
        int changed = 0;
        constexpr int Draws = 4000;
        std::map<std::uint64_t, int> results;
        for (int i = 0; i < Draws; ++i) {
            Picture picture(32, 32, channelOf(0), channelOf(1), channelOf(2));
            const Bytes before = picture.bytes;
            autoAugment(picture.planes, Fill, Random(1, Stream::Policy, 0, std::uint64_t(i)),
                        picture.scratch.data());
            changed += picture.bytes != before;
            ++results[test::hashOf(picture.bytes)];
        }
        // Colour of magnitude 0 changes nothing: probability .7 in one of 25, not followed by another.
        expected -= 0.7 * 0.9 / 25;
        QVERIFY2(std::abs(double(changed) / Draws - expected) < 0.025,
                 qPrintable(QString("%1, expected %2").arg(double(changed) / Draws).arg(expected)));
        QVERIFY(results.size() > 60); // each strength and direction is another picture
    }
};

SACCADE_SUITE(AutoAugmentTest)
#include "auto_augment_test.moc"
