// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/factory.h"
#include "core/values/error.h"
#include "tests/support/small_models.h"
#include "tests/support/suite.h"

using namespace saccade;
using namespace saccade::test;

namespace {

QStringList keysOf(const ModelSpec& spec)
{
    auto network = makeNetwork(spec);
    QStringList keys;
    for (const auto& entry : network->named_parameters())
        keys << QString::fromStdString(entry.key());
    for (const auto& entry : network->named_buffers())
        keys << QString::fromStdString(entry.key());
    keys.sort();
    return keys;
}

Dataset emptyDataset(const ModelSpec& spec)
{
    Dataset data;
    data.name = "Test";
    data.width = data.height = spec.imageSize;
    data.classNames.assign(std::size_t(spec.classes), "a class");
    return data;
}

bool sameWeights(const ModelPtr& a, const ModelPtr& b)
{
    const auto left = torchModel(a).network().parameters();
    const auto right = torchModel(b).network().parameters();
    for (std::size_t i = 0; i < left.size(); ++i)
        if (!at::equal(left[i], right[i]))
            return false;
    return left.size() == right.size();
}

} // namespace

class VitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRecordingPathGivesTheLogitsOfTraining()
    {
        const torch::NoGradGuard noGrad;
        std::uint64_t seed = 0;
        for (const ModelSpec& spec : manyTransformers()) {
            auto network = livelyNetwork(spec, ++seed);
            const auto pictures = randomPictures(spec, 3, seed);
            Recording recording;
            network->eval();
            const auto watched = network->forward(pictures, &recording);
            network->train();
            const auto trained = network->forward(pictures);
            QVERIFY2(largestDifference(watched, trained) < 1e-5, qPrintable(QString::number(seed)));
            QCOMPARE(watched.sizes().vec(), (std::vector<std::int64_t>{3, spec.classes}));
            QCOMPARE(recording.attention.size(), std::size_t(spec.depth));
        }
    }

    void everyAttentionRowSumsToOne()
    {
        const torch::NoGradGuard noGrad;
        std::uint64_t seed = 0;
        for (const ModelSpec& spec : manyTransformers()) {
            auto network = livelyNetwork(spec, ++seed);
            Recording recording;
            network->forward(randomPictures(spec, 2, seed), &recording);
            for (const auto& layer : recording.attention) {
                QCOMPARE(layer.sizes().vec(),
                         (std::vector<std::int64_t>{2, spec.heads, spec.tokens(), spec.tokens()}));
                QVERIFY(layer.min().item<double>() >= 0);
                QVERIFY(largestDifference(layer.sum(-1), torch::ones({2, spec.heads, spec.tokens()})) < 1e-5);
            }
        }
    }

    void theKeysAreThoseOfTimm()
    {
        QStringList expected{"cls_token",
                             "pos_embed",
                             "patch_embed.proj.weight",
                             "patch_embed.proj.bias",
                             "norm.bias",
                             "norm.weight",
                             "head.weight",
                             "head.bias"};
        for (const QString& block : {QStringLiteral("blocks.0."), QStringLiteral("blocks.1.")})
            for (const char* module : {"norm1", "attn.qkv", "attn.proj", "norm2", "mlp.fc1", "mlp.fc2"})
                expected << block + module + ".weight" << block + module + ".bias";
        expected.sort();
        QCOMPARE(keysOf(smallSpec()), expected);
    }

    void postNormHasNoFinalNormAndMeanPoolingNoClsToken()
    {
        const QStringList all = keysOf(smallSpec());
        ModelSpec spec = smallSpec();
        spec.normOrder = NormOrder::Post;
        QStringList expected = all;
        expected.removeAll("norm.weight");
        expected.removeAll("norm.bias");
        QCOMPARE(keysOf(spec), expected);
        spec = smallSpec();
        spec.pooling = Pooling::Mean;
        expected = all;
        expected.removeAll("cls_token");
        QCOMPARE(keysOf(spec), expected);
    }

    void theNetworkHasAsManyParametersAsItsSpecSays()
    {
        auto specs = manyTransformers();
        specs.push_back(smallCnn());
        for (const ModelSpec& spec : specs) {
            std::int64_t count = 0;
            for (const auto& parameter : makeNetwork(spec)->parameters())
                count += parameter.numel();
            QCOMPARE(count, spec.parameters());
        }
    }

    void theShapesAreThoseOfTimm()
    {
        const auto network = makeNetwork(smallSpec());
        const auto parameters = network->named_parameters();
        const auto shape = [&parameters](const char* name) { return parameters[name].sizes().vec(); };
        using Shape = std::vector<std::int64_t>;
        QCOMPARE(shape("cls_token"), (Shape{1, 1, 16}));
        QCOMPARE(shape("pos_embed"), (Shape{1, 17, 16}));
        QCOMPARE(shape("patch_embed.proj.weight"), (Shape{16, 3, 4, 4}));
        QCOMPARE(shape("blocks.1.attn.qkv.weight"), (Shape{48, 16}));
        QCOMPARE(shape("blocks.0.mlp.fc1.weight"), (Shape{32, 16}));
        QCOMPARE(shape("head.weight"), (Shape{3, 16}));
    }

    void aSeedDecidesTheWeights()
    {
        const Dataset data = emptyDataset(smallSpec());
        const auto first = untrainedModel(smallSpec(), data, 7);
        torch::rand({5}); // draws elsewhere change nothing
        QVERIFY(sameWeights(first, untrainedModel(smallSpec(), data, 7)));
        QVERIFY(!sameWeights(first, untrainedModel(smallSpec(), data, 8)));
    }

    void registersAreATensorOfTheirOwnAndHaveNoPosition()
    {
        ModelSpec spec = smallSpec();
        spec.registers = 3;
        QStringList expected = keysOf(smallSpec());
        expected << "reg_token";
        expected.sort();
        QCOMPARE(keysOf(spec), expected);
        const auto parameters = makeNetwork(spec)->named_parameters();
        QCOMPARE(parameters["reg_token"].sizes().vec(), (std::vector<std::int64_t>{1, 3, 16}));
        QCOMPARE(parameters["pos_embed"].sizes().vec(), (std::vector<std::int64_t>{1, 17, 16}));
    }

    void dropPathActsInTrainingAloneAndByItsSeed()
    {
        const torch::NoGradGuard noGrad;
        ModelSpec spec = smallSpec();
        spec.depth = 3;
        const auto plain = livelyNetwork(spec, 4);
        spec.dropPath = 0.5;
        const auto network = livelyNetwork(spec, 4);
        const auto pictures = randomPictures(spec, 8, 4);
        network->eval();
        QVERIFY(at::equal(network->forward(pictures), plain->forward(pictures)));
        network->train();
        const auto trained = [&](std::uint64_t seed) {
            const RandomScope random(seed);
            return network->forward(pictures);
        };
        QVERIFY(at::equal(trained(1), trained(1)));
        QVERIFY(!at::equal(trained(1), trained(2)));
    }

    void dropoutActsInTrainingAloneAndByItsSeed()
    {
        const torch::NoGradGuard noGrad;
        ModelSpec spec = smallSpec();
        auto plain = livelyNetwork(spec, 4);
        spec.dropout = 0.5;
        auto network = livelyNetwork(spec, 4);
        const auto pictures = randomPictures(spec, 2, 4);
        plain->eval();
        network->eval();
        QVERIFY(at::equal(network->forward(pictures), plain->forward(pictures)));
        network->train();
        const auto trained = [&](std::uint64_t seed) {
            const RandomScope random(seed);
            return network->forward(pictures);
        };
        QVERIFY(at::equal(trained(1), trained(1)));
        QVERIFY(!at::equal(trained(1), trained(2)));
        QVERIFY(!at::equal(trained(1), plain->forward(pictures)));
    }

    void whatIsDroppedIsTheSameWhetherBlocksAreRecordedOrNot()
    {
        const torch::NoGradGuard noGrad;
        std::uint64_t seed = 0;
        for (ModelSpec spec : manyTransformers()) {
            spec.dropout = 0.3;
            const auto network = livelyNetwork(spec, ++seed);
            network->train();
            const auto pictures = randomPictures(spec, 3, seed);
            const auto given = [&](Recording* recording) {
                const RandomScope random(seed);
                return network->forward(pictures, recording);
            };
            Recording recording;
            QVERIFY(largestDifference(given(&recording), given(nullptr)) < 1e-5);
        }
    }

    void aSnapshotSaysWhatItsNetworkSaidAndNeverChanges()
    {
        const torch::NoGradGuard noGrad;
        std::uint64_t seed = 0;
        auto specs = manyTransformers();
        specs.push_back(smallCnn());
        for (const ModelSpec& spec : specs) {
            auto network = livelyNetwork(spec, ++seed);
            network->eval();
            const auto pictures = randomPictures(spec, 2, seed);
            const auto before = network->forward(pictures).clone();
            const ModelPtr model = snapshot(*network, infoFor(spec));
            QVERIFY2(at::equal(torchModel(model).logits(pictures), before),
                     qPrintable(QString::number(seed)));
            for (auto& parameter : network->parameters())
                parameter.add_(1);
            for (auto& buffer : network->buffers())
                buffer.add_(1);
            QVERIFY(at::equal(torchModel(model).logits(pictures), before));
            QVERIFY(!network->parameters().empty() && network->parameters()[0].requires_grad());
        }
    }

    void everyClassAndEveryLayerGetsAGradient()
    {
        for (const ModelSpec& spec : manyTransformers()) {
            auto network = livelyNetwork(spec, 2);
            network->forward(randomPictures(spec, 2, 2)).square().sum().backward();
            for (const auto& entry : network->named_parameters())
                QVERIFY2(entry.value().grad().defined() &&
                             entry.value().grad().abs().sum().item<double>() > 0,
                         entry.key().c_str());
        }
    }

    void whatDoesNotFitTheDataSetIsRefusedWithBothNumbers()
    {
        ModelSpec spec = smallSpec();
        Dataset data = emptyDataset(spec);
        data.classNames.emplace_back("one more");
        try {
            untrainedModel(spec, data, 1);
            QFAIL("expected an Error");
        } catch (const Error& error) {
            QCOMPARE(QString(error.what()), QStringLiteral("classes: expected 4, as in Test, found 3"));
            QVERIFY(error.kind() == Error::Kind::Usage);
        }
        spec.heads = 3;
        QVERIFY_EXCEPTION_THROWN(makeNetwork(spec), Error);
    }

    void aPictureOfAnotherSizeIsRefused()
    {
        const ModelPtr model = livelyModel(smallSpec(), 1);
        try {
            pictureTensor(Image(15, 16), model->info());
            QFAIL("expected an Error");
        } catch (const Error& error) {
            QCOMPARE(QString(error.what()),
                     QStringLiteral("picture: expected 16 × 16 pixels, found 15 × 16"));
        }
    }
};

SACCADE_SUITE(VitTest)
#include "vit_test.moc"
