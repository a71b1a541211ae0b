// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/mixed_precision.h"
#include "tests/support/small_models.h"
#include "tests/support/suite.h"

using namespace saccade;
using namespace saccade::test;

class FamiliesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inBf16TheLogitsStayCloseToThoseOfFp32()
    {
        for (const ModelSpec& spec : everyFamily())
            for (const bool training : {false, true}) {
                const RandomScope random(3);
                const auto network = makeNetwork(spec);
                network->train(training);
                auto head = network->named_parameters()["head.weight"];
                const torch::NoGradGuard noGrad;
                head.mul_(20);
                const auto pictures = randomPictures(spec, 8, 3);
                const auto exact = network->forward(pictures);
                torch::Tensor mixed;
                {
                    const MixedPrecision precision(true, torch::kCPU);
                    mixed = network->forward(pictures);
                }
                QVERIFY(!at::equal(exact, mixed.to(torch::kFloat32)));
                const double scale = exact.abs().max().item<double>();
                QVERIFY2(largestDifference(exact, mixed) < 0.05 * scale,
                         qPrintable(QString::number(largestDifference(exact, mixed) / scale)));
            }
    }

    void trainingInBf16GivesEveryWeightAGradientInFp32()
    {
        for (const ModelSpec& spec : everyFamily()) {
            const auto network = livelyNetwork(spec, 3);
            torch::Tensor logits;
            {
                const MixedPrecision precision(true, torch::kCPU);
                logits = network->forward(randomPictures(spec, 8, 3));
            }
            logits.to(torch::kFloat32).square().sum().backward();
            for (const auto& entry : network->named_parameters()) {
                QVERIFY2(entry.value().grad().defined(), entry.key().c_str());
                QVERIFY(entry.value().grad().scalar_type() == torch::kFloat32);
                QVERIFY2(entry.value().grad().abs().sum().item<double>() > 0, entry.key().c_str());
            }
        }
    }

    void theSpecDecidesTheFamily()
    {
        const auto keys = [](const ModelSpec& spec) {
            QStringList result;
            for (const auto& entry : makeNetwork(spec)->named_parameters())
                result << QString::fromStdString(entry.key());
            return result;
        };
        const auto specs = everyFamily();
        QVERIFY(keys(specs[0]).contains("patch_embed.proj.weight"));
        QVERIFY(!keys(specs[0]).contains("patch_embed.backbone.0.conv.weight"));
        for (const char* key : {"patch_embed.backbone.0.conv.weight", "patch_embed.backbone.1.norm.bias",
                                "patch_embed.proj.weight", "blocks.1.attn.qkv.weight", "reg_token"})
            QVERIFY2(keys(specs[1]).contains(key), key);
        QVERIFY(!keys(specs[1]).contains("patch_embed.backbone.2.conv.weight"));
        QVERIFY(keys(specs[2]).contains("stages.1.block.conv.weight"));
    }

    void theFusedPathDropsWhatTheRecordingPathDrops()
    {
        const torch::NoGradGuard noGrad;
        ModelSpec spec = smallSpec();
        spec.dropPath = 0.5;
        spec.registers = 2;
        spec.depth = 3;
        const auto network = livelyNetwork(spec, 4);
        const auto pictures = randomPictures(spec, 16, 4);
        Recording recording;
        const RandomScope first(1);
        const auto watched = network->forward(pictures, &recording);
        const RandomScope second(1);
        QVERIFY(largestDifference(watched, network->forward(pictures)) < 1e-5);
        network->eval();
        QVERIFY(largestDifference(watched, network->forward(pictures)) > 1e-2);
    }

    void dropPathRisesInALineFromTheFirstBlockToTheLast()
    {
        // With a chance of nearly 1 at the last block, nearly all pictures skip it; none skips the first.
        ModelSpec spec = smallSpec();
        spec.dropPath = 0.9;
        const torch::NoGradGuard noGrad;
        const auto network = livelyNetwork(spec, 5);
        auto weights = network->named_parameters();
        const auto pictures = randomPictures(spec, 200, 5);
        const auto changed = [&](const char* key) {
            const RandomScope first(1);
            const auto before = network->forward(pictures);
            weights[key][0].add_(5); // of one number: a norm would take off what all have
            const RandomScope second(1);
            const auto after = network->forward(pictures);
            return (before - after).abs().amax(1).gt(1e-6).to(torch::kFloat64).mean().item<double>();
        };
        network->train();
        QVERIFY(changed("blocks.0.mlp.fc2.bias") > 0.99);
        const double last = changed("blocks.1.attn.proj.bias");
        QVERIFY2(last > 0.03 && last < 0.2, qPrintable(QString::number(last)));
    }
};

SACCADE_SUITE(FamiliesTest)
#include "families_test.moc"
