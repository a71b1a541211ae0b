// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/batches.h"
#include "core/values/error.h"
#include "tests/core/data/small_dataset.h"
#include "tests/support/suite.h"

#include <array>
#include <map>
#include <stdexcept>

using namespace saccade;
using test::smallDataset;

namespace {

/// x / 255 undone, so that a batch holds the bytes themselves.
constexpr Normalisation Bytes{{0, 0, 0}, {1.0F / 255, 1.0F / 255, 1.0F / 255}};

/// One picture of 3 × 4 whose channels begin at 10, 110 and 210:
///   10 11 12 13
///   14 15 16 17
///   18 19 20 21
Dataset counting()
{
    std::vector<std::uint8_t> pixels;
    for (const int start : {10, 110, 210})
        for (int i = 0; i < 12; ++i)
            pixels.push_back(std::uint8_t(start + i));
    return smallDataset(3, 4, std::move(pixels), {0});
}

/// The first epoch in which row 0 is varied like this.
std::uint64_t epochThatDraws(const AugmentSpec& spec, const Augmentation& wanted)
{
    for (std::uint64_t epoch = 0; epoch < 10000; ++epoch)
        if (augmentationOf(spec, 1, epoch, 0) == wanted)
            return epoch;
    throw std::logic_error("never drawn");
}

std::vector<int> augmentedBytes(const AugmentSpec& spec, const Augmentation& wanted)
{
    const Dataset dataset = counting();
    const std::array rows{0};
    std::vector<float> out(dataset.imageBytes());
    fillBatch(dataset, rows, Bytes, &spec, 1, epochThatDraws(spec, wanted), out.data());
    std::vector<int> bytes;
    for (const float value : out)
        bytes.push_back(int(value + 0.5F));
    return bytes;
}

std::vector<int> firstPlane(const std::vector<int>& bytes)
{
    return {bytes.begin(), bytes.begin() + 12};
}

} // namespace

class BatchesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aValueIsTheShareOf255LessTheMeanOverTheDeviation()
    {
        const Dataset dataset = smallDataset(1, 2, {0, 255, 51, 102, 204, 153}, {0});
        const Normalisation normalisation{{0.5F, 0.25F, 0.8F}, {0.5F, 0.125F, 0.2F}};
        const std::array rows{0};
        std::array<float, 6> out{};
        fillBatch(dataset, rows, normalisation, nullptr, 1, 0, out.data());
        // (0 - .5) / .5, (1 - .5) / .5; (.2 - .25) / .125, (.4 - .25) / .125; (.8 - .8) / .2, (.6 - .8) / .2
        const std::array expected{-1.0F, 1.0F, -0.4F, 1.2F, 0.0F, -1.0F};
        for (std::size_t i = 0; i < out.size(); ++i)
            QVERIFY2(std::abs(out[i] - expected[i]) < 1e-6F, qPrintable(QString::number(out[i])));
    }

    void picturesComeInTheOrderOfTheRows()
    {
        const Dataset dataset = smallDataset(1, 1, {1, 2, 3, 11, 12, 13, 21, 22, 23}, {2, 0, 1});
        const std::array rows{2, 0, 2};
        std::array<float, 9> out{};
        fillBatch(dataset, rows, Bytes, nullptr, 1, 0, out.data());
        const std::array expected{21, 22, 23, 1, 2, 3, 21, 22, 23};
        for (std::size_t i = 0; i < out.size(); ++i)
            QCOMPARE(int(out[i] + 0.5F), expected[i]);
        std::array<std::int64_t, 3> labels{};
        labelsOf(dataset, rows, labels.data());
        QCOMPARE(labels, (std::array<std::int64_t, 3>{1, 2, 1}));
    }

    void aMirroredPictureIsReversedLeftToRightInEveryChannel()
    {
        const std::vector<int> bytes = augmentedBytes({0, true}, {0, 0, true});
        QCOMPARE(bytes, (std::vector<int>{13,  12,  11,  10,  17,  16,  15,  14,  21,  20,  19,  18,
                                          113, 112, 111, 110, 117, 116, 115, 114, 121, 120, 119, 118,
                                          213, 212, 211, 210, 217, 216, 215, 214, 221, 220, 219, 218}));
    }

    void theBorderIsReflectedWithoutRepeatingTheEdge()
    {
        // Two up and one left: rows 2 1 | 0, columns 1 | 0 1 2.
        QCOMPARE(firstPlane(augmentedBytes({2, false}, {-2, -1, false})),
                 (std::vector<int>{19, 18, 19, 20, 15, 14, 15, 16, 11, 10, 11, 12}));
        // One down and two right: rows 1 2 | 1, columns 2 3 | 2 1.
        QCOMPARE(firstPlane(augmentedBytes({2, false}, {1, 2, false})),
                 (std::vector<int>{16, 17, 16, 15, 20, 21, 20, 19, 16, 17, 16, 15}));
    }

    void aCropIsTakenBeforeItIsMirrored()
    {
        QCOMPARE(firstPlane(augmentedBytes({2, true}, {1, 2, true})),
                 (std::vector<int>{15, 16, 17, 16, 19, 20, 21, 20, 15, 16, 17, 16}));
    }

    void withoutPaddingAndFlipNothingChanges()
    {
        for (std::uint64_t epoch = 0; epoch < 20; ++epoch)
            QCOMPARE(augmentationOf({0, false}, 1, epoch, 5), Augmentation{});
    }

    void everyShiftIsAsLikelyAndHalfAreMirrored()
    {
        std::map<std::pair<int, int>, int> shifts;
        int mirrored = 0;
        for (int row = 0; row < 25000; ++row) {
            const Augmentation drawn = augmentationOf({2, true}, 3, 8, row);
            ++shifts[{drawn.down, drawn.right}];
            mirrored += drawn.mirrored ? 1 : 0;
        }
        QCOMPARE(shifts.size(), std::size_t(25));
        for (const auto& [shift, count] : shifts) { // 1,000 ± 31 each
            QVERIFY(std::abs(shift.first) <= 2 && std::abs(shift.second) <= 2);
            QVERIFY2(std::abs(count - 1000) < 160, qPrintable(QString::number(count)));
        }
        QVERIFY2(std::abs(mirrored - 12500) < 400, qPrintable(QString::number(mirrored)));
    }

    void aPictureIsMirroredInEveryOtherEpochWhichOnesByChance()
    {
        int inEvenEpochs = 0;
        for (int row = 0; row < 1000; ++row) {
            const bool first = augmentationOf({2, true}, 3, 0, row).mirrored;
            inEvenEpochs += first ? 1 : 0;
            for (std::uint64_t epoch = 1; epoch < 8; ++epoch)
                QCOMPARE(augmentationOf({2, true}, 3, epoch, row).mirrored, first == (epoch % 2 == 0));
        }
        QVERIFY2(std::abs(inEvenEpochs - 500) < 80, qPrintable(QString::number(inEvenEpochs)));
    }

    void aPictureIsVariedAlikeInAnyBatch()
    {
        std::vector<std::uint8_t> pixels(std::size_t(6) * 3 * 8 * 8);
        for (std::size_t i = 0; i < pixels.size(); ++i)
            pixels[i] = std::uint8_t(i * 37 % 251);
        const Dataset dataset = smallDataset(8, 8, std::move(pixels), {0, 1, 2, 0, 1, 2});
        const std::size_t size = dataset.imageBytes();
        const AugmentSpec spec{3, true};
        const std::array together{4, 1, 5, 0};
        std::vector<float> batch(together.size() * size);
        fillBatch(dataset, together, Bytes, &spec, 7, 2, batch.data());
        for (std::size_t i = 0; i < together.size(); ++i) {
            std::vector<float> alone(size);
            fillBatch(dataset, std::span(together).subspan(i, 1), Bytes, &spec, 7, 2, alone.data());
            QVERIFY(std::equal(alone.begin(), alone.end(), batch.begin() + std::ptrdiff_t(i * size)));
        }
        std::vector<float> nextEpoch(batch.size());
        fillBatch(dataset, together, Bytes, &spec, 7, 3, nextEpoch.data());
        QVERIFY(nextEpoch != batch);
    }

    void theVariationOfASeedNeverChanges()
    {
        std::vector<int> drawn;
        for (std::uint64_t epoch = 0; epoch < 10; ++epoch)
            for (int row = 0; row < 100; ++row) {
                const Augmentation one = augmentationOf({4, true}, 1, epoch, row);
                drawn.insert(drawn.end(), {one.down + 4, one.right + 4, one.mirrored ? 1 : 0});
            }
        QCOMPARE(test::hashOf(drawn), 0xc0bece75577ef6e7ULL);
    }

    void aPaddingThatDoesNotFitAndAMissingRowAreRefused()
    {
        const Dataset dataset = counting();
        std::vector<float> out(dataset.imageBytes());
        const std::array first{0};
        const auto fill = [&](std::span<const int> rows, AugmentSpec spec) {
            fillBatch(dataset, rows, Bytes, &spec, 1, 0, out.data());
        };
        fill(first, {2, false});
        try {
            fill(first, {3, false});
            QFAIL("expected an Error");
        } catch (const Error& error) {
            QCOMPARE(QString::fromUtf8(error.what()),
                     QStringLiteral("crop_padding: expected 0 to 2 for pictures of 4 × 3, found 3"));
            QVERIFY(error.kind() == Error::Kind::Usage);
        }
        QVERIFY_EXCEPTION_THROWN(fill(first, {-1, false}), Error);
        const std::array past{1};
        const std::array before{-1};
        std::int64_t label = 0;
        QVERIFY_EXCEPTION_THROWN(fill(past, {0, false}), std::out_of_range);
        QVERIFY_EXCEPTION_THROWN(fill(before, {0, false}), std::out_of_range);
        QVERIFY_EXCEPTION_THROWN(labelsOf(dataset, past, &label), std::out_of_range);
    }
};

SACCADE_SUITE(BatchesTest)
#include "batches_test.moc"
