// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "core/io/tensors.h"
#include "core/values/error.h"
#include "tests/support/reference_vit.h"
#include "tests/support/small_models.h"
#include "tests/support/suite.h"

#include <numeric>
#include <thread>

using namespace saccade;
using namespace saccade::test;

namespace {

ReferenceVit referenceFor(const ModelPtr& model)
{
    std::map<std::string, ReferenceVit::Numbers> weights;
    for (const auto& [name, tensor] : namedTensors(torchModel(model).network())) {
        const auto flat = tensor.detach().to(torch::kFloat64).contiguous();
        weights[name] = {flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel()};
    }
    if (model->info().spec.positions == Positions::SinCos)
        weights.erase("pos_embed"); // the reference computes its own
    return {model->info().spec, std::move(weights)};
}

/// (3, S, S), each channel (x / 255 - mean) / deviation.
ReferenceVit::Numbers normalised(const Image& picture, const Normalisation& by)
{
    ReferenceVit::Numbers result;
    for (std::size_t channel = 0; channel < 3; ++channel)
        for (int y = 0; y < picture.height; ++y)
            for (int x = 0; x < picture.width; ++x)
                result.push_back((picture.pixel(x, y)[channel] / 255.0 - double(by.mean[channel])) /
                                 double(by.deviation[channel]));
    return result;
}

double largestGap(const std::vector<float>& found, const std::vector<double>& expected)
{
    if (found.size() != expected.size())
        return std::numeric_limits<double>::infinity();
    double gap = 0;
    for (std::size_t i = 0; i < found.size(); ++i)
        gap = std::max(gap, std::abs(double(found[i]) - expected[i]));
    return gap;
}

} // namespace

class ExplainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logitsAndAttentionAreThoseOfAnIndependentImplementation()
    {
        unsigned seed = 0;
        for (const ModelSpec& spec : manyTransformers()) {
            const ModelPtr model = livelyModel(spec, ++seed);
            const Image picture = noise(spec.imageSize, seed);
            const Explanation found = explain(model, picture);
            const auto expected =
                referenceFor(model).forward(normalised(picture, model->info().normalisation));
            const double logits = largestGap(found.logits, expected.logits);
            const double attention = largestGap(found.attention.values, expected.attention);
            QVERIFY2(logits < 1e-4, qPrintable(QString("spec %1: logits %2").arg(seed).arg(logits)));
            // fp32 against fp64: the lively weights make scores of tens, of which fp32 keeps six digits.
            QVERIFY2(attention < 5e-5, qPrintable(QString("spec %1: attention %2").arg(seed).arg(attention)));
        }
    }

    void theAttentionComparedIsFarFromEven()
    {
        // Otherwise the test above would not notice a map of another layer, head or query.
        const Explanation found = explain(livelyModel(smallSpec(), 1), noise(16, 1));
        const auto [least, most] =
            std::minmax_element(found.attention.values.begin(), found.attention.values.end());
        QVERIFY(*most > 3.F / float(found.attention.tokens));
        QVERIFY(*least < 0.3F / float(found.attention.tokens));
    }

    void probabilitiesAreTheSoftmaxOfTheLogits()
    {
        const Explanation found = explain(livelyModel(smallSpec(), 3), noise(16, 3));
        double total = 0;
        for (const float logit : found.logits)
            total += std::exp(double(logit));
        double sum = 0;
        for (std::size_t c = 0; c < found.logits.size(); ++c) {
            QVERIFY(std::abs(found.probabilities[c] - std::exp(double(found.logits[c])) / total) < 1e-6);
            sum += found.probabilities[c];
        }
        QVERIFY(std::abs(sum - 1) < 1e-6);
        QVERIFY(found.predicted() >= 0);
    }

    void logitsAreThoseOfTheEvaluation()
    {
        for (const ModelSpec& spec : manyTransformers()) {
            const ModelPtr model = livelyModel(spec, 9);
            const Image picture = noise(spec.imageSize, 9);
            const auto logits = torchModel(model).logits(pictureTensor(picture, model->info()));
            const Explanation found = explain(model, picture);
            QVERIFY(largestDifference(logits.squeeze(0), torch::tensor(found.logits)) < 1e-5);
        }
    }

    void theMapsSayTheirShapeAndEveryRowSumsToOne()
    {
        ModelSpec spec = smallSpec();
        const AttentionMaps maps = explain(livelyModel(spec, 1), noise(16, 1)).attention;
        QCOMPARE(maps.layers, 2);
        QCOMPARE(maps.heads, 2);
        QCOMPARE(maps.tokens, 17);
        QCOMPARE(maps.prefixTokens, 1);
        QCOMPARE(maps.gridRows, 4);
        QCOMPARE(maps.gridColumns, 4);
        QCOMPARE(maps.values.size(), std::size_t(2 * 2 * 17 * 17));
        for (int layer = 0; layer < 2; ++layer)
            for (int head = 0; head < 2; ++head)
                for (int query = 0; query < 17; ++query) {
                    const auto row = maps.row(layer, head, query);
                    QVERIFY(std::abs(std::accumulate(row.begin(), row.end(), 0.0) - 1) < 1e-5);
                }
        spec.pooling = Pooling::Mean;
        QCOMPARE(explain(livelyModel(spec, 1), noise(16, 1)).attention.prefixTokens, 0);
    }

    void aPictureOfAnotherSizeIsRefusedWithBothSizes()
    {
        try {
            explain(livelyModel(smallSpec(), 1), Image(32, 16));
            QFAIL("expected an Error");
        } catch (const Error& error) {
            QCOMPARE(QString(error.what()),
                     QStringLiteral("picture: expected 16 × 16 pixels, found 32 × 16"));
            QVERIFY(error.kind() == Error::Kind::BadInput);
        }
        QVERIFY_EXCEPTION_THROWN(explain(livelyModel(smallSpec(), 1), Image()), Error);
        QVERIFY_EXCEPTION_THROWN(explain(nullptr, Image(16, 16)), Error);
    }

    void inDoublePrecisionTheTwoImplementationsAreOne()
    {
        const torch::NoGradGuard noGrad;
        unsigned seed = 0;
        for (const ModelSpec& spec : manyTransformers()) {
            const ModelPtr model = livelyModel(spec, ++seed);
            const auto picture = normalised(noise(spec.imageSize, seed), model->info().normalisation);
            const auto expected = referenceFor(model).forward(picture);
            Network& network = torchModel(model).network();
            network.to(torch::kFloat64);
            Recording recording;
            const auto pictures =
                torch::tensor(picture, torch::kFloat64).view({1, 3, spec.imageSize, spec.imageSize});
            const auto logits = network.forward(pictures, &recording);
            // Sine-cosine positions are kept in fp32.
            const double tolerance = spec.positions == Positions::SinCos ? 1e-5 : 1e-10;
            QVERIFY(largestDifference(logits[0], torch::tensor(expected.logits, torch::kFloat64)) <
                    tolerance);
            QVERIFY(largestDifference(at::cat(recording.attention, 0).flatten(),
                                      torch::tensor(expected.attention, torch::kFloat64)) < tolerance);
        }
    }

    void registersStandInThePrefixAndLeaveTheGridAlone()
    {
        ModelSpec spec = smallSpec();
        spec.registers = 3;
        for (const Pooling pooling : {Pooling::Cls, Pooling::Mean}) {
            spec.pooling = pooling;
            const AttentionMaps maps = explain(livelyModel(spec, 2), noise(16, 2)).attention;
            const int cls = pooling == Pooling::Cls ? 1 : 0;
            QCOMPARE(maps.prefixTokens, cls + 3);
            QCOMPARE(maps.registers, 3);
            QCOMPARE(maps.hasCls(), cls == 1);
            QCOMPARE(maps.tokens, 16 + cls + 3);
            QCOMPARE(maps.patches(1, 1, 5).size(), std::size_t(16));
            const auto shares = maps.patches(1, 1, 5);
            QVERIFY(std::abs(std::accumulate(shares.begin(), shares.end(), 0.0) + maps.clsMass(1, 1, 5) +
                             maps.registerMass(1, 1, 5) - 1) < 1e-5);
            QCOMPARE(maps.clsMass(1, 1, 5) > 0, cls == 1);
        }
    }

    void aCnnAnswersWithoutMaps()
    {
        const ModelPtr model = livelyModel(smallCnn(), 1);
        const Explanation found = explain(model, noise(16, 1));
        QVERIFY(found.attention.isEmpty());
        QCOMPARE(found.attention.layers, 0);
        QCOMPARE(found.probabilities.size(), std::size_t(3));
        const auto logits = torchModel(model).logits(pictureTensor(noise(16, 1), model->info()));
        QVERIFY(largestDifference(logits.squeeze(0), torch::tensor(found.logits)) < 1e-5);
    }

    void severalThreadsMayAskAtOnce()
    {
        const ModelPtr model = livelyModel(smallSpec(), 1);
        const Explanation expected = explain(model, noise(16, 1));
        std::vector<int> wrong(4, 0);
        std::vector<std::thread> threads;
        for (int& count : wrong)
            threads.emplace_back([&] {
                for (int i = 0; i < 20; ++i)
                    count += explain(model, noise(16, 1)).attention.values != expected.attention.values;
            });
        for (auto& thread : threads)
            thread.join();
        QCOMPARE(wrong, std::vector<int>(4, 0));
    }
};

SACCADE_SUITE(ExplainTest)
#include "explain_test.moc"
