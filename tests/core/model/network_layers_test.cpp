// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/patch_embed.h"
#include "tests/support/small_models.h"
#include "tests/support/suite.h"

using namespace saccade;
using namespace saccade::test;

class NetworkLayersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void patchEmbeddingIsAConvolutionWithStride_data()
    {
        QTest::addColumn<int>("patch");
        for (const int patch : {1, 2, 4, 8, 16})
            QTest::addRow("%d", patch) << patch;
    }

    void patchEmbeddingIsAConvolutionWithStride()
    {
        QFETCH(int, patch);
        ModelSpec spec = smallSpec();
        spec.patchSize = patch;
        const RandomScope random(3);
        const auto embed = std::make_shared<FlatPatchEmbedImpl>(spec);
        const torch::NoGradGuard noGrad;
        auto weight = embed->named_parameters()["proj.weight"];
        auto bias = embed->named_parameters()["proj.bias"];
        bias.normal_(0, 1, RandomScope::generator());
        const auto pictures = randomPictures(spec, 3, 7);
        const auto convolved = at::conv2d(pictures, weight, bias, patch).flatten(2).transpose(1, 2);
        QVERIFY(largestDifference(embed->forward(pictures), convolved) < 1e-5);
    }

    void patchesBecomeTokensRowByRow()
    {
        const ModelSpec spec = smallSpec(); // 4 × 4 patches of 4 pixels
        const RandomScope random(3);
        const auto embed = std::make_shared<FlatPatchEmbedImpl>(spec);
        const torch::NoGradGuard noGrad;
        const auto dark = embed->forward(torch::zeros({1, 3, 16, 16}));
        for (int row = 0; row < 4; ++row)
            for (int column = 0; column < 4; ++column) {
                auto picture = torch::zeros({1, 3, 16, 16});
                picture.slice(2, 4 * row, 4 * row + 4).slice(3, 4 * column, 4 * column + 4).fill_(1);
                const auto changed = (embed->forward(picture) - dark).abs().sum(-1).gt(0).nonzero(); // (1, 2)
                QCOMPARE(changed.size(0), 1);
                QCOMPARE(changed[0][1].item<int>(), 4 * row + column);
            }
    }

    void sineCosinePositionsAreThePublishedOnes()
    {
        const auto places = sinCosPositions(3, 4, 8); // two frequencies: 1 and 1/100
        QCOMPARE(places.sizes().vec(), (std::vector<std::int64_t>{12, 8}));
        const auto token = places[2 * 4 + 3]; // row 2, column 3
        const double expected[] = {std::sin(3.), std::sin(0.03), std::cos(3.), std::cos(0.03),
                                   std::sin(2.), std::sin(0.02), std::cos(2.), std::cos(0.02)};
        for (int i = 0; i < 8; ++i)
            QVERIFY(std::abs(token[i].item<double>() - expected[i]) < 1e-6);
    }

    void weightsStartWithinTwoDeviationsAndSpreadAsTheyShould()
    {
        const RandomScope random(11);
        auto weight = torch::empty({200, 200});
        truncatedNormal(weight, 0.02);
        QVERIFY(weight.abs().max().item<double>() <= 0.04 + 1e-8);
        QVERIFY(std::abs(weight.mean().item<double>()) < 0.0005);
        // A normal distribution cut at two deviations has 0.8796 of its deviation.
        QVERIFY(std::abs(weight.std().item<double>() - 0.8796 * 0.02) < 0.0002);
    }

    void layerNormMatchesItsFormula()
    {
        LayerNorm norm(4, 0.25);
        const torch::NoGradGuard noGrad;
        norm->weight.fill_(2);
        norm->bias.fill_(1);
        // Mean 3, variance (4 + 0 + 0 + 4) / 4 = 2; 2 + 0.25 = 1.5².
        const auto y = norm->forward(torch::tensor({1., 3., 3., 5.}, torch::kFloat32));
        const double expected[] = {1 - 4 / 1.5, 1, 1, 1 + 4 / 1.5};
        for (int i = 0; i < 4; ++i)
            QVERIFY(std::abs(y[i].item<double>() - expected[i]) < 1e-6);
    }

    void dropoutZeroesItsShareAndKeepsTheMean()
    {
        const RandomScope random(5);
        const auto dropped = seededDropout(torch::ones({100000}), 0.25, true);
        const double kept = dropped.gt(0).to(torch::kFloat64).mean().item<double>();
        QVERIFY(std::abs(kept - 0.75) < 0.01);
        QVERIFY(std::abs(dropped.max().item<double>() - 1 / 0.75) < 1e-6);
        QVERIFY(std::abs(dropped.mean().item<double>() - 1) < 0.01);
        const auto x = torch::ones({8});
        QVERIFY(at::equal(seededDropout(x, 0.9, false), x));
    }

    void dropPathDropsItsShareAndKeepsTheMean()
    {
        const RandomScope random(5);
        const auto factors = dropPathFactors(20000, 0.25, torch::kCPU);
        QCOMPARE(factors.sizes().vec(), (std::vector<std::int64_t>{2, 20000}));
        for (int branch = 0; branch < 2; ++branch)
            QVERIFY(std::abs(factors[branch].gt(0).to(torch::kFloat64).mean().item<double>() - 0.75) < 0.02);
        QVERIFY(!at::equal(factors[0], factors[1]));
        QVERIFY(std::abs(factors.max().item<double>() - 1 / 0.75) < 1e-6);
        QCOMPARE(factors.min().item<double>(), 0.0);
    }

    void batchNormMatchesItsFormulaAndItsRunningFigures()
    {
        BatchNorm norm(1, 0.25);
        const torch::NoGradGuard noGrad;
        norm->weight.fill_(2);
        norm->bias.fill_(1);
        const auto x = torch::tensor({1., 3., 3., 5.}, torch::kFloat32).view({4, 1, 1, 1});
        // Mean 3, variance (4 + 0 + 0 + 4) / 4 = 2; 2 + 0.25 = 1.5².
        const auto y = norm->forward(x).flatten();
        const double expected[] = {1 - 4 / 1.5, 1, 1, 1 + 4 / 1.5};
        for (int i = 0; i < 4; ++i)
            QVERIFY(std::abs(y[i].item<double>() - expected[i]) < 1e-6);
        // A tenth of the new: mean 0.1 · 3; variance, by n - 1, 0.9 · 1 + 0.1 · 8/3.
        QVERIFY(std::abs(norm->runningMean.item<double>() - 0.3) < 1e-6);
        QVERIFY(std::abs(norm->runningVar.item<double>() - (0.9 + 0.8 / 3)) < 1e-6);
        norm->eval();
        const auto seen = norm->forward(x).flatten()[3].item<double>();
        QVERIFY(std::abs(seen - (1 + 2 * 4.7 / std::sqrt(0.9 + 0.8 / 3 + 0.25))) < 1e-5);
        QVERIFY(std::abs(norm->runningMean.item<double>() - 0.3) < 1e-6);
    }

    void aRandomScopeIsUndisturbedByDrawsElsewhere()
    {
        const auto drawn = [](bool disturbed) {
            const RandomScope random(17);
            auto first = seededDropout(torch::ones({64}), 0.5, true);
            if (disturbed) {
                torch::rand({1000});
                const RandomScope inner(99);
                seededDropout(torch::ones({64}), 0.5, true);
            }
            return at::cat({first, seededDropout(torch::ones({64}), 0.5, true)});
        };
        QVERIFY(at::equal(drawn(false), drawn(true)));
    }
};

SACCADE_SUITE(NetworkLayersTest)
#include "network_layers_test.moc"
