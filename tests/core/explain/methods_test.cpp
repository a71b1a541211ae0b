// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "core/explain/method_input.h"
#include "core/explain/methods.h"
#include "core/explain/pixel_gradient.h"
#include "core/values/error.h"
#include "tests/support/small_models.h"
#include "tests/support/suite.h"

#include <cmath>
#include <numeric>
#include <thread>

using namespace saccade;
using namespace saccade::test;

namespace {

MethodRequest requestFor(const MethodInfo& method)
{
    MethodRequest request;
    request.method = method.name;
    if (method.takesAgainst) {
        request.classIndex = 0;
        request.against = 1;
    }
    return request;
}

double largestGap(const std::vector<float>& a, const std::vector<float>& b)
{
    double gap = a.size() == b.size() ? 0 : std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
        gap = std::max(gap, std::abs(double(a[i]) - double(b[i])));
    return gap;
}

double largest(const std::vector<float>& values)
{
    return largestGap(values, std::vector<float>(values.size(), 0.0F));
}

QString refusal(const ModelPtr& model, const MethodRequest& request)
{
    try {
        computeMethod(model, noise(model->info().spec.imageSize, 1), request);
    } catch (const Error& error) {
        return error.kind() == Error::Kind::Usage ? error.what() : "of another kind";
    }
    return "none";
}

void everyMethod()
{
    QTest::addColumn<QString>("name");
    for (const MethodInfo& method : methods())
        QTest::newRow(method.name) << QString(method.name);
}

} // namespace

class MethodsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMethodAnswersForEveryFamilyOrSaysWhyNot_data() { everyMethod(); }
    void everyMethodAnswersForEveryFamilyOrSaysWhyNot()
    {
        QFETCH(QString, name);
        const MethodInfo& method = methodInfo(name.toStdString());
        std::vector<ModelSpec> specs = everyFamily();
        specs.push_back(specs.front());
        specs.back().pooling = Pooling::Mean;
        for (const ModelSpec& spec : specs) {
            const ModelPtr model = livelyModel(spec, 4);
            const MethodRequest request = requestFor(method);
            if (method.needsAttention && !spec.hasAttention()) {
                QVERIFY(refusal(model, request).contains("no attention"));
                continue;
            }
            const auto maps = computeMethod(model, noise(16, 4), request);
            const bool one = !method.takesHead && (!method.takesLayer || !method.needsAttention ||
                                                   method.knowsClass || method.takesFuse);
            QCOMPARE(int(maps.size()), one ? 1 : method.takesHead ? 4 : 2);
            for (const MethodMap& map : maps) {
                QCOMPARE(int(map.values.size()), map.rows * map.columns);
                QCOMPARE(map.rows, spec.hasAttention() ? 4 : name == "grad-cam" ? 4 : 8);
                QCOMPARE(map.columns, map.rows);
                QVERIFY(!map.words.empty());
                QVERIFY(largest(map.values) > 0);
                for (const float value : map.values)
                    QVERIFY(std::isfinite(value) && (map.isSigned || value >= 0));
            }
        }
    }

    void aMapChangesWithTheWeights_data() { everyMethod(); }
    void aMapChangesWithTheWeights()
    {
        // Adebayo et al. 2018: what stays the same on random weights explains the picture, not the model.
        QFETCH(QString, name);
        const MethodRequest request = requestFor(methodInfo(name.toStdString()));
        const auto one = computeMethod(livelyModel(smallSpec(), 1), noise(16, 1), request);
        const auto other = computeMethod(livelyModel(smallSpec(), 2), noise(16, 1), request);
        for (std::size_t i = 0; i < one.size(); ++i)
            QVERIFY(largestGap(one[i].values, other[i].values) > 0.01 * largest(one[i].values));
    }

    void aMapOfAClassIsOfThatClass_data() { everyMethod(); }
    void aMapOfAClassIsOfThatClass()
    {
        QFETCH(QString, name);
        const MethodInfo& method = methodInfo(name.toStdString());
        const ModelPtr model = livelyModel(smallSpec(), 3);
        const Image picture = noise(16, 3);
        MethodRequest request = requestFor(method);
        request.against.reset();
        if (method.takesAgainst)
            request.against = 1;
        std::vector<std::vector<float>> maps;
        for (const int c : {0, 2}) { // 0 is a class like any other, not "none given"
            request.classIndex = c;
            const auto found = computeMethod(model, picture, request);
            QCOMPARE(found.front().classIndex, c);
            maps.push_back(found.front().values);
        }
        QCOMPARE(maps[0] != maps[1], method.knowsClass);
        if (method.takesAgainst)
            return; // it may be the predicted one
        request.classIndex.reset();
        const auto open = computeMethod(model, picture, request).front();
        QCOMPARE(open.classIndex, explain(model, picture).predicted());
        request.classIndex = open.classIndex;
        QCOMPARE(computeMethod(model, picture, request).front().values, open.values);
    }

    void attentionIsWhatTheExplanationHolds()
    {
        ModelSpec spec = smallSpec();
        spec.registers = 2;
        const ModelPtr model = livelyModel(spec, 5);
        const AttentionMaps expected = explain(model, noise(16, 5)).attention;
        for (const MethodMap& map : computeMethod(model, noise(16, 5), {})) {
            const auto row = expected.patches(*map.layer, *map.head, 0);
            QVERIFY(std::equal(row.begin(), row.end(), map.values.begin(), map.values.end()));
            QCOMPARE(map.query.value(), 0);
        }
        MethodRequest request;
        request.layer = 1;
        request.head = 0;
        request.query = 7;
        const auto maps = computeMethod(model, noise(16, 5), request);
        QCOMPARE(int(maps.size()), 1);
        const auto row = expected.patches(1, 0, 7);
        QVERIFY(std::equal(row.begin(), row.end(), maps[0].values.begin(), maps[0].values.end()));
    }

    void behindTheLastAttentionNoPatchHasAGradientWhereClsIsRead()
    {
        // So Grad-CAM must take what that attention reads: there they have one, and the map is not empty.
        const ModelPtr model = livelyModel(smallSpec(), 6);
        const MethodRequest request{.method = "grad-cam"};
        const MethodInput input{torchModel(model), request, pictureTensor(noise(16, 6), model->info())};
        const RecordedPass pass = recordedPass(input, Gradients::On);
        const auto read = gradientsOf(pass, 0, {pass.recording.inputs.back()}).front();
        QVERIFY(read[0].narrow(0, 1, 16).abs().max().item<double>() > 0);
        QVERIFY(largest(computeMethod(model, noise(16, 6), request).front().values) > 0);
    }

    void gradientsAreThoseOfFiniteDifferences()
    {
        const ModelPtr model = livelyModel(smallSpec(), 7);
        torchModel(model).network().to(torch::kFloat64);
        const MethodRequest request{.method = "relevance"};
        const MethodInput input{torchModel(model), request,
                                pictureTensor(noise(16, 7), model->info()).to(torch::kFloat64)};
        const RecordedPass pass = recordedPass(input, Gradients::On);
        const TokenStack gradient = attentionGradient(pass, 1);
        QCOMPARE(gradient.values.size(), pass.attention.values.size());
        // Of the last layer only CLS is read: no other query may have a gradient, CLS must.
        for (int head = 0; head < 2; ++head) {
            const auto last = gradient.matrix(1, head);
            QVERIFY(std::any_of(last.begin(), last.begin() + 17, [](double v) { return v != 0; }));
            QVERIFY(std::all_of(last.begin() + 17, last.end(), [](double v) { return v == 0; }));
            const auto first = gradient.matrix(0, head);
            QVERIFY(std::any_of(first.begin() + 17, first.end(), [](double v) { return v != 0; }));
        }
        // The pixels' gradient by the difference of two logits.
        const auto pixels = pixelDifference(input, 1, 100);
        const auto way = numbers(pixelGradient(input.model, input.picture, 1));
        QVERIFY(std::abs(pixels - way[100]) < 1e-6 * std::max(1.0, std::abs(pixels)));
    }

    void integratedGradientsAddUpToTheLogitsDifference()
    {
        ModelSpec spec = smallSpec();
        for (const Family family : {Family::Vit, Family::Cnn}) {
            spec.family = family;
            // Weights as training starts with them: 64 steps follow a smooth way closely.
            const RandomScope random(8);
            const ModelPtr model = std::make_shared<TorchModel>(infoFor(spec), makeNetwork(spec));
            const MethodRequest request{.method = "integrated-gradients", .classIndex = 2};
            const auto picture = pictureTensor(noise(16, 8), model->info());
            const auto map = computeMethod(model, noise(16, 8), request).front();
            const TorchModel& network = torchModel(model);
            const double expected =
                (network.logits(picture) - network.logits(at::zeros_like(picture)))[0][2].item<double>();
            const double sum = std::accumulate(map.values.begin(), map.values.end(), 0.0);
            QVERIFY2(std::abs(sum - expected) < 0.02 * std::abs(expected) + 1e-4,
                     qPrintable(QString("%1 for %2").arg(sum).arg(expected)));
            QVERIFY(map.isSigned);
        }
    }

    void occlusionIsTheProbabilityThatAHiddenPatchTakesAway()
    {
        const ModelPtr model = livelyModel(smallSpec(), 9);
        const MethodRequest request{.method = "occlusion", .classIndex = 0};
        const auto map = computeMethod(model, noise(16, 9), request).front();
        auto picture = pictureTensor(noise(16, 9), model->info());
        const auto probability = [&] {
            return at::softmax(torchModel(model).logits(picture), -1)[0][0].item<double>();
        };
        const double whole = probability();
        picture.slice(2, 8, 12).slice(3, 4, 8).zero_(); // patch (2, 1)
        QVERIFY(std::abs(map.values[2 * 4 + 1] - (whole - probability())) < 1e-6);
    }

    void contrastTurnsItsSignWhenTheClassesAreSwapped()
    {
        const ModelPtr model = livelyModel(smallSpec(), 10);
        MethodRequest request{.method = "contrast", .classIndex = 0, .against = 2};
        const auto forth = computeMethod(model, noise(16, 10), request).front();
        request.classIndex = 2;
        request.against = 0;
        const auto back = computeMethod(model, noise(16, 10), request).front();
        QVERIFY(forth.isSigned);
        QCOMPARE(forth.against.value(), 2);
        for (std::size_t i = 0; i < forth.values.size(); ++i)
            QCOMPARE(forth.values[i], -back.values[i]);
        const MethodRequest relevance{.method = "relevance", .classIndex = 2};
        const auto other = computeMethod(model, noise(16, 10), relevance).front();
        const MethodRequest first{.method = "relevance", .classIndex = 0};
        const auto one = computeMethod(model, noise(16, 10), first).front();
        for (std::size_t i = 0; i < forth.values.size(); ++i)
            QVERIFY(std::abs(forth.values[i] - (one.values[i] - other.values[i])) <
                    1e-5 * (1 + std::abs(one.values[i])));
    }

    void aRequestThatDoesNotFitIsRefusedWithASentence()
    {
        const ModelPtr model = livelyModel(smallSpec(), 1);
        using Request = MethodRequest;
        QVERIFY(refusal(model, Request{.method = "magic"}).contains("one of attention, head-mean"));
        QVERIFY(
            refusal(model, Request{.method = "attention", .layer = 2}).contains("--layer: expected 0 to 1"));
        QVERIFY(refusal(model, Request{.method = "attention", .head = -1}).contains("--head"));
        QVERIFY(refusal(model, Request{.method = "attention", .query = 17}).contains("--query"));
        QVERIFY(refusal(model, Request{.method = "attention", .classIndex = 3}).contains("--class"));
        QVERIFY(refusal(model, Request{.method = "rollout", .head = 0}).contains("--head"));
        QVERIFY(refusal(model, Request{.method = "occlusion", .layer = 0}).contains("--layer"));
        QVERIFY(refusal(model, Request{.method = "grad-cam", .query = 0}).contains("--query"));
        QVERIFY(refusal(model, Request{.method = "head-max", .fuse = HeadFuse::Max}).contains("--fuse"));
        QVERIFY(refusal(model, Request{.method = "relevance", .discard = 0.5}).contains("--discard"));
        QVERIFY(refusal(model, Request{.method = "rollout", .discard = 1.0}).contains("below 1"));
        QVERIFY(refusal(model, Request{.method = "rollout", .discard = std::nan("")}).contains("below 1"));
        QVERIFY(refusal(model, Request{.method = "contrast"}).contains("--against"));
        QVERIFY(
            refusal(model, Request{.method = "contrast", .classIndex = 1, .against = 1}).contains("same"));
        QVERIFY(refusal(model, Request{.method = "relevance", .against = 1}).contains("--against"));
    }

    void theModelStaysAsItWasAndSeveralThreadsMayAsk_data() { everyMethod(); }
    void theModelStaysAsItWasAndSeveralThreadsMayAsk()
    {
        QFETCH(QString, name);
        const MethodRequest request = requestFor(methodInfo(name.toStdString()));
        const ModelPtr model = livelyModel(smallSpec(), 1);
        const auto logits = explain(model, noise(16, 1)).logits;
        const auto expected = computeMethod(model, noise(16, 1), request).front().values;
        std::vector<int> wrong(3, 0);
        std::vector<std::thread> threads;
        for (int& count : wrong)
            threads.emplace_back([&] {
                for (int i = 0; i < 3; ++i)
                    count += computeMethod(model, noise(16, 1), request).front().values != expected;
            });
        for (auto& thread : threads)
            thread.join();
        QCOMPARE(wrong, std::vector<int>(3, 0));
        QCOMPARE(explain(model, noise(16, 1)).logits, logits);
        for (const auto& parameter : torchModel(model).network().parameters())
            QVERIFY(!parameter.requires_grad() && !parameter.grad().defined());
    }

private:
    /// The class's logit's change over the change of one number of the picture.
    static double pixelDifference(const MethodInput& input, int classIndex, std::int64_t place)
    {
        constexpr double Step = 1e-6;
        const auto logit = [&](double by) {
            auto picture = input.picture.clone();
            picture.view(-1)[place] += by;
            return input.model.logits(picture)[0][classIndex].item<double>();
        };
        return (logit(Step) - logit(-Step)) / (2 * Step);
    }
};

SACCADE_SUITE(MethodsTest)
#include "methods_test.moc"
