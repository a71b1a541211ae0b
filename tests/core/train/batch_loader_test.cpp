// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/batch_loader.h"

#include "core/data/shapes.h"
#include "core/torch.h"
#include "core/values/error.h"
#include "tests/support/suite.h"

#include <torch/cuda.h>

using namespace saccade;

namespace {

std::vector<int> firstRows(int count)
{
    std::vector<int> rows;
    for (int row = 0; row < count; ++row)
        rows.push_back(row);
    return rows;
}

TrainSpec variedBy(const char* word)
{
    const std::string how = word;
    TrainSpec spec;
    spec.batchSize = 24;
    spec.seed = 5;
    spec.mixShare = 1.0;
    spec.flip = how != "nothing";
    spec.cropPadding = how == "nothing" ? 0 : 4;
    spec.autoAugment = how == "AutoAugment" || how == "everything";
    spec.randomErasing = how == "erasing" || how == "everything" ? 0.5 : 0.0;
    spec.mixup = how == "mixup" || how == "everything" ? 0.8 : 0.0;
    spec.cutmix = how == "cutmix" || how == "everything" ? 1.0 : 0.0;
    spec.smallCrop = how == "windows" || how == "everything" ? 24 : 0;
    return spec;
}

} // namespace

class BatchLoaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeviceMakesTheProcessorsBatches_data()
    {
        QTest::addColumn<QByteArray>("device");
        QTest::addColumn<QByteArray>("varied");
        // The processor can do what is written for other devices, so that it is tested without one.
        QList<QByteArray> devices{"cpu"};
        if (torch::cuda::is_available())
            devices.append("cuda");
        for (const QByteArray& device : devices)
            for (const char* varied :
                 {"nothing", "crops", "windows", "erasing", "mixup", "cutmix", "AutoAugment", "everything"})
                QTest::addRow("%s, %s", device.constData(), varied) << device << QByteArray(varied);
    }

    void aDeviceMakesTheProcessorsBatches()
    {
        QFETCH(QByteArray, device);
        QFETCH(QByteArray, varied);
        const DatasetPtr data = makeShapes(3, 100, 10);
        const TrainSpec spec = variedBy(varied.constData());
        const torch::Device there(device.toStdString());
        BatchLoader ours(*data, firstRows(100), spec, data->normalisation, 4, torch::kCPU, false);
        BatchLoader theirs(*data, firstRows(100), spec, data->normalisation, 4, there, true);
        QCOMPARE(theirs.batchesPerEpoch(), 4);
        const bool small = spec.smallCrop > 0;
        for (const BatchPlace& place :
             {BatchPlace{0, 0, 0, false}, {0, 3, 3, small}, {1, 1, 5, false}, {2, 2, 10, small}}) {
            const StepInput& wanted = ours.load(place);
            const StepInput& made = theirs.load(place);
            QCOMPARE(made.pictures.device().type(), there.type());
            QVERIFY(wanted.window == made.window);
            QCOMPARE(made.isMixed, wanted.isMixed);
            // Mixed: two shares in one row at least (a picture may have a partner of its own class).
            const bool isShared = wanted.targets.amax(1).lt(1).any().item<bool>();
            QCOMPARE(wanted.isMixed, isShared);
            QVERIFY(at::equal(wanted.pictures, made.pictures.cpu()));
            QVERIFY(at::equal(wanted.targets, made.targets.cpu()));
            QVERIFY(at::equal(wanted.labels, made.labels.cpu()));
        }
    }

    void aPaddingThatDoesNotFitIsRefusedEitherWay()
    {
        const DatasetPtr data = makeShapes(3, 30, 10);
        TrainSpec spec = variedBy("crops");
        spec.cropPadding = 32;
        for (const bool byDevice : {false, true}) {
            BatchLoader loader(*data, firstRows(30), spec, data->normalisation, 4, torch::kCPU, byDevice);
            QString message;
            try {
                loader.load({});
            } catch (const Error& error) {
                message = error.what();
            }
            QCOMPARE(message,
                     QStringLiteral("crop_padding: expected 0 to 31 for pictures of 32 × 32, found 32"));
        }
    }
};

SACCADE_SUITE(BatchLoaderTest)
#include "batch_loader_test.moc"
