// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/batch_maker.h"
#include "core/values/error.h"
#include "tests/core/data/small_dataset.h"
#include "tests/support/suite.h"

#include <map>
#include <set>

using namespace saccade;
using test::smallDataset;

namespace {

constexpr Normalisation Bytes{{0, 0, 0}, {1.0F / 255, 1.0F / 255, 1.0F / 255}};

/// Pictures of 16 × 16 whose every pixel says which it is: red its row, green its column, blue its picture.
Dataset marked(int count = 12)
{
    std::vector<std::uint8_t> pixels;
    std::vector<std::uint8_t> labels;
    for (int picture = 0; picture < count; ++picture) {
        for (int channel = 0; channel < 3; ++channel)
            for (int i = 0; i < 256; ++i)
                pixels.push_back(std::uint8_t(channel == 0 ? i / 16 : channel == 1 ? i % 16 : picture));
        labels.push_back(std::uint8_t(picture % 3));
    }
    return smallDataset(16, 16, std::move(pixels), std::move(labels));
}

std::vector<int> rowsOf(const Dataset& dataset)
{
    std::vector<int> rows;
    for (int row = 0; row < dataset.trainCount; ++row)
        rows.push_back(row);
    return rows;
}

TrainSpec plainSpec()
{
    TrainSpec spec;
    spec.batchSize = 4;
    spec.cropPadding = 0;
    spec.flip = false;
    return spec;
}

Batch batchOf(const TrainSpec& spec, const BatchPlace& place)
{
    const Dataset dataset = marked();
    BatchMaker maker(dataset, rowsOf(dataset), spec, Bytes, 4);
    Batch batch;
    maker.make(place, batch);
    return batch;
}

int pixel(const Batch& batch, int picture, int channel, int row, int column)
{
    return int(
        batch.pictures[std::size_t(((picture * 3 + channel) * batch.height + row) * batch.width + column)] +
        0.5F);
}

} // namespace

class BatchMakerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEpochsBatchesHoldEveryPictureOnce()
    {
        std::multiset<int> seen;
        for (int batch = 0; batch < 3; ++batch) {
            const Batch made = batchOf(plainSpec(), {2, batch, 0, false});
            QCOMPARE(made.count, 4);
            for (int i = 0; i < 4; ++i) {
                const int picture = pixel(made, i, 2, 0, 0);
                seen.insert(picture);
                QCOMPARE(made.labels[std::size_t(i)], std::int64_t(picture % 3));
                QCOMPARE(made.targets[std::size_t(3 * i + picture % 3)], 1.0F);
            }
        }
        QCOMPARE(seen, (std::multiset<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
    }

    void aWindowLiesOnTheGridOfPatchesAndIsTheSameForABatch()
    {
        TrainSpec spec = plainSpec();
        spec.smallCrop = 8;
        std::map<std::pair<int, int>, int> places;
        for (int step = 0; step < 900; ++step) {
            const Batch batch = batchOf(spec, {0, 0, step, true});
            QCOMPARE(batch.height, 8);
            QCOMPARE(batch.augment.window.side, 8);
            ++places[{batch.augment.window.top, batch.augment.window.left}];
            for (int i = 0; i < batch.count; ++i)
                for (const int at : {0, 7}) {
                    QCOMPARE(pixel(batch, i, 0, at, 0), batch.augment.window.top + at);
                    QCOMPARE(pixel(batch, i, 1, 0, at), batch.augment.window.left + at);
                }
        }
        QCOMPARE(places.size(), std::size_t(9)); // 0, 4 and 8 pixels down and to the right
        for (const auto& [place, count] : places)
            QVERIFY2(place.first % 4 == 0 && std::abs(count - 100) < 45, qPrintable(QString::number(count)));
        QCOMPARE(batchOf(spec, {0, 0, 1, false}).height, 16);
    }

    void aWindowIsCutFromTheShiftedAndMirroredPicture()
    {
        TrainSpec spec = plainSpec();
        spec.smallCrop = 8;
        spec.cropPadding = 2;
        spec.flip = true;
        TrainSpec whole = spec;
        whole.smallCrop = 0;
        for (int step = 0; step < 20; ++step) {
            const Batch window = batchOf(spec, {step, 1, step, true});
            const Batch picture = batchOf(whole, {step, 1, step, false});
            for (int i = 0; i < window.count; ++i)
                for (int channel = 0; channel < 3; ++channel)
                    for (const int at : {0, 3, 7})
                        QCOMPARE(pixel(window, i, channel, at, 7 - at),
                                 pixel(picture, i, channel, window.augment.window.top + at,
                                       window.augment.window.left + 7 - at));
        }
    }

    void aBatchIsAFunctionOfItsPlaceAndTheSeed()
    {
        TrainSpec spec = plainSpec();
        spec.cropPadding = 2;
        spec.flip = spec.autoAugment = true;
        spec.randomErasing = 0.5;
        spec.mixup = spec.cutmix = 1;
        spec.mixShare = 1;
        spec.smallCrop = 8;
        const Dataset dataset = marked();
        BatchMaker maker(dataset, rowsOf(dataset), spec, Bytes, 4);
        Batch used;
        for (int step = 0; step < 30; ++step) {
            const BatchPlace place{step / 3, step % 3, step, step < 15};
            maker.make(place, used);
            const Batch fresh = batchOf(spec, place);
            QVERIFY(used.pictures == fresh.pictures);
            QVERIFY(used.targets == fresh.targets && used.labels == fresh.labels);
        }
        spec.seed = 2;
        QVERIFY(batchOf(spec, {9, 2, 29, false}).pictures != used.pictures);
    }

    void whatTheBatchIsMadeOfNeverChangesForASeed()
    {
        TrainSpec spec = plainSpec();
        spec.cropPadding = 2;
        spec.flip = spec.autoAugment = true;
        std::vector<int> bytes;
        for (int step = 0; step < 20; ++step)
            for (const float value : batchOf(spec, {step, 0, step, false}).pictures)
                bytes.push_back(int(value + 0.5F));
        QCOMPARE(test::hashOf(bytes), 0xb0971aac40d68101ULL);
    }

    void withoutPicturesThereIsNoBatch()
    {
        const Dataset dataset = marked(0);
        QVERIFY_EXCEPTION_THROWN(BatchMaker(dataset, {}, plainSpec(), Bytes, 4), Error);
    }
};

SACCADE_SUITE(BatchMakerTest)
#include "batch_maker_test.moc"
