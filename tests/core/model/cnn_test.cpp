// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/small_models.h"
#include "tests/support/suite.h"

using namespace saccade;
using namespace saccade::test;

class CnnTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneStageAnswersAsComputedByHand()
    {
        // A 4 × 4 picture whose first channel is 1 … 16 row by row. The stem's first filter takes half of it
        // (the middle of its kernel), and its norm is 2 · y - 1 + 1, so that it passes it on. So does the
        // first convolution behind it (the middle of its kernel is 1); the greatest of each 2 × 2 are 6, 8,
        // 14, 16. Its norm takes 10 off and divides by 2: -2, -1, 2, 3; ReLU: 0, 0, 2, 3. The second
        // convolution adds up left neighbours (the middle row's first weight is 1): 0, 0, 0, 2; its norm is
        // -1 · y + 1: 1, 1, 1, -1; ReLU: 1, 1, 1, 0. The sum is 1, 1, 3, 3, its mean 2.
        ModelSpec spec;
        spec.family = Family::Cnn;
        spec.imageSize = 4;
        spec.classes = 2;
        spec.dim = 1;
        spec.depth = 1;
        spec.activation = Activation::Relu;
        spec.normEpsilon = 1e-12;
        const auto network = makeNetwork(spec);
        network->eval();
        const torch::NoGradGuard noGrad;
        auto weights = network->named_parameters();
        for (const auto& entry : weights)
            entry.value().zero_();
        weights["stem.conv.weight"][0][0][1][1] = 0.5;
        weights["stem.bn.weight"].fill_(2);
        weights["stem.bn.bias"].fill_(1);
        weights["stages.0.down.conv.weight"][0][0][1][1] = 1;
        weights["stages.0.down.bn.weight"].fill_(1);
        weights["stages.0.block.conv.weight"][0][0][1][0] = 1;
        weights["stages.0.block.bn.weight"].fill_(-1);
        weights["stages.0.block.bn.bias"].fill_(1);
        weights["head.weight"].copy_(torch::tensor({1., 3.}).view({2, 1}));
        weights["head.bias"].copy_(torch::tensor({0., 0.5}));
        auto running = network->named_buffers();
        running["stem.bn.running_mean"].fill_(0.5);
        running["stages.0.down.bn.running_mean"].fill_(10);
        running["stages.0.down.bn.running_var"].fill_(4);

        auto picture = torch::zeros({1, 3, 4, 4});
        picture[0][0].copy_(torch::arange(1, 17).view({4, 4}));
        const auto logits = network->forward(picture);
        QVERIFY(std::abs(logits[0][0].item<double>() - 2) < 1e-5);
        QVERIFY(std::abs(logits[0][1].item<double>() - 6.5) < 1e-5);
    }

    void theKeysSayWhereAWeightStands()
    {
        QStringList keys;
        ModelSpec spec = smallCnn();
        spec.depth = 1;
        const auto network = makeNetwork(spec);
        for (const auto& entry : network->named_parameters())
            keys << QString::fromStdString(entry.key());
        for (const auto& entry : network->named_buffers())
            keys << QString::fromStdString(entry.key());
        keys.sort();
        QStringList expected{"head.weight", "head.bias"};
        for (const char* part : {"stem.", "stages.0.down.", "stages.0.block."})
            for (const char* tensor :
                 {"conv.weight", "bn.weight", "bn.bias", "bn.running_mean", "bn.running_var"})
                expected << QString(part) + tensor;
        expected.sort();
        QCOMPARE(keys, expected);
    }

    void recordingChangesNothingAndKeepsNoMaps()
    {
        const torch::NoGradGuard noGrad;
        const auto network = livelyNetwork(smallCnn(), 1);
        network->eval();
        const auto pictures = randomPictures(smallCnn(), 2, 1);
        Recording recording;
        QVERIFY(at::equal(network->forward(pictures, &recording), network->forward(pictures)));
        QVERIFY(recording.attention.empty());
    }

    void smallerPicturesAreTaken()
    {
        const torch::NoGradGuard noGrad;
        const auto network = livelyNetwork(smallCnn(), 1); // 2 stages: steps of 4 pixels
        network->eval();
        const auto pictures = randomPictures(smallCnn(), 2, 1).slice(2, 0, 12).slice(3, 0, 12);
        QCOMPARE(network->forward(pictures).sizes().vec(), (std::vector<std::int64_t>{2, 3}));
    }

    void everyWeightGetsAGradient()
    {
        const auto network = livelyNetwork(smallCnn(), 2);
        network->forward(randomPictures(smallCnn(), 4, 2)).square().sum().backward();
        for (const auto& entry : network->named_parameters())
            QVERIFY2(entry.value().grad().defined() && entry.value().grad().abs().sum().item<double>() > 0,
                     entry.key().c_str());
    }
};

SACCADE_SUITE(CnnTest)
#include "cnn_test.moc"
