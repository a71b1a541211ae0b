// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/error.h"
#include "core/values/model_flops.h"
#include "core/values/presets.h"
#include "tests/support/suite.h"

using namespace saccade;

class ModelFlopsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSmallModelIsCountedAsByHand()
    {
        ModelSpec spec;
        spec.imageSize = 4;
        spec.patchSize = 2;
        spec.classes = 2;
        spec.dim = 2;
        spec.depth = 1;
        spec.heads = 1;
        spec.mlpRatio = 1;
        spec.pooling = Pooling::Mean;
        // Four tokens. Multiplications of the forward pass: qkv 4·2·6, projection 4·2·2, two layers 4·2·2
        // each: 96; scores and sums 4·4·2 each: 64; head 2·2: 4. Patches 4·12·2: 96.
        QCOMPARE(trainingFlopPerImage(spec), 2.0 * (3 * (96 + 64 + 4) + 2 * 96));
    }

    void whatNobodyReadsIsNotCounted()
    {
        ModelSpec spec = presetNamed("base").model;
        spec.pooling = Pooling::Cls;
        // A block: 65 tokens times 442,368 weights, and 2·65²·192. Of the last, for CLS: three times 192², to
        // make a question of it and an answer; 2·65·192 for each of three heads; 331,776 other weights.
        QCOMPARE(trainingFlopPerImage(spec),
                 2.0 * (3 * (5 * (65.0 * 442368 + 1622400) + 110592 + 74880 + 331776 + 1920) +
                        2 * 64.0 * 48 * 192));
        spec.pooling = Pooling::Mean;
        QVERIFY(std::abs(trainingFlopPerImage(spec) - 1.078e9) < 1e6);
    }

    void everyTokenCounts()
    {
        ModelSpec spec;
        spec.pooling = Pooling::Mean;
        const double before = trainingFlopPerImage(spec);
        spec.registers = 4;
        QVERIFY(trainingFlopPerImage(spec) > before * 69 / 65);
    }

    void aModelWithConvolutionsIsRefused()
    {
        ModelSpec spec;
        spec.family = Family::Cnn;
        QVERIFY_EXCEPTION_THROWN(trainingFlopPerImage(spec), Error);
    }
};

SACCADE_SUITE(ModelFlopsTest)
#include "model_flops_test.moc"
