// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/attention_steps.h"
#include "core/explain/explain.h"
#include "core/model/torch_model.h"
#include "core/values/error.h"
#include "tests/support/refusal.h"
#include "tests/support/small_models.h"
#include "tests/support/suite.h"

#include <cmath>
#include <numeric>

using namespace saccade;
using namespace saccade::test;

namespace {

using Numbers = std::vector<double>;

Numbers doubles(const torch::Tensor& tensor)
{
    const auto flat = tensor.detach().to(torch::kFloat64).contiguous();
    return {flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel()};
}

Numbers doubles(const std::vector<float>& values)
{
    return {values.begin(), values.end()};
}

/// The largest difference, over the size of what is expected where that is above 1; huge where the counts
/// differ.
double difference(const std::vector<float>& found, const Numbers& expected)
{
    if (found.size() != expected.size() || found.empty())
        return 1e9;
    double largest = 0;
    for (std::size_t i = 0; i < found.size(); ++i)
        largest = std::max(largest,
                           std::abs(double(found[i]) - expected[i]) / std::max(1.0, std::abs(expected[i])));
    return std::isfinite(largest) ? largest : 1e9;
}

QByteArray described(const ModelSpec& spec, int query)
{
    return QByteArray::fromStdString(shortName(spec)) + ", patch " + QByteArray::number(spec.patchSize) +
           (spec.normOrder == NormOrder::Post ? ", post-norm" : "") +
           (spec.pooling == Pooling::Mean ? ", mean" : "") + ", registers " +
           QByteArray::number(spec.registers) + ", token " + QByteArray::number(query);
}

/// One block's weights, with loops over doubles.
struct Hand
{
    const ModelSpec spec;
    const torch::OrderedDict<std::string, torch::Tensor> weights;
    const std::string block;

    Numbers of(const std::string& name) const { return doubles(weights[block + name]); }
    Numbers linear(const std::string& name, const Numbers& x) const
    {
        Numbers y = of(name + ".bias");
        const Numbers matrix = of(name + ".weight");
        for (std::size_t out = 0; out < y.size(); ++out)
            for (std::size_t in = 0; in < x.size(); ++in)
                y[out] += matrix[out * x.size() + in] * x[in];
        return y;
    }
    Numbers norm(const std::string& name, const Numbers& x) const
    {
        const double mean = std::accumulate(x.begin(), x.end(), 0.0) / double(x.size());
        double variance = 0;
        for (const double value : x)
            variance += (value - mean) * (value - mean) / double(x.size());
        Numbers y = of(name + ".bias");
        const Numbers scale = of(name + ".weight");
        for (std::size_t i = 0; i < x.size(); ++i)
            y[i] += scale[i] * (x[i] - mean) / std::sqrt(variance + spec.normEpsilon);
        return y;
    }
    /// Part 0, 1 or 2 (query, key, value) of a head.
    Numbers part(const Numbers& qkv, int which, int head) const
    {
        const auto begin = qkv.begin() + which * spec.dim + head * spec.headDim();
        return {begin, begin + spec.headDim()};
    }
};

Numbers sum(Numbers a, const Numbers& b)
{
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i] += b[i];
    return a;
}

/// The output of one head for a query, out of the tokens as attention reads them.
struct HandHead
{
    Numbers scores;
    Numbers shares;
    Numbers output;
};

HandHead handHead(const Hand& hand, const std::vector<Numbers>& read, std::size_t query, int head)
{
    HandHead result;
    const Numbers q = hand.part(hand.linear("attn.qkv", read[query]), 0, head);
    double total = 0;
    for (const Numbers& token : read) {
        const Numbers k = hand.part(hand.linear("attn.qkv", token), 1, head);
        result.scores.push_back(std::inner_product(q.begin(), q.end(), k.begin(), 0.0) /
                                std::sqrt(double(hand.spec.headDim())));
        total += std::exp(result.scores.back());
    }
    result.output.assign(q.size(), 0.0);
    for (std::size_t j = 0; j < read.size(); ++j) {
        result.shares.push_back(std::exp(result.scores[j]) / total);
        const Numbers v = hand.part(hand.linear("attn.qkv", read[j]), 2, head);
        for (std::size_t i = 0; i < v.size(); ++i)
            result.output[i] += result.shares[j] * v[i];
    }
    return result;
}

} // namespace

class AttentionStepsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAttentionIsTheRowThatTheModelUsed()
    {
        std::uint64_t seed = 1;
        for (const ModelSpec& spec : manyTransformers()) {
            const ModelPtr model = livelyModel(spec, ++seed);
            const Image picture = noise(spec.imageSize, unsigned(seed));
            const Explanation explanation = explain(model, picture);
            for (const int query : {0, spec.prefixTokens(), spec.tokens() - 1})
                for (int layer = 0; layer < spec.depth; ++layer) {
                    const int head = (layer + query) % spec.heads;
                    const AttentionSteps steps = attentionSteps(model, picture, layer, head, query);
                    const auto row = explanation.attention.row(layer, head, query);
                    QVERIFY2(difference(steps.attention, {row.begin(), row.end()}) < 1e-5,
                             described(spec, query));
                }
        }
    }

    void theOutputIsWhatTheNextLayerReceives()
    {
        std::uint64_t seed = 50;
        for (const ModelSpec& spec : manyTransformers()) {
            const ModelPtr model = livelyModel(spec, ++seed);
            const Image picture = noise(spec.imageSize, unsigned(seed));
            Recording recording;
            torchModel(model).logits(pictureTensor(picture, model->info()), &recording);
            for (const int query : {0, spec.prefixTokens() - 1, spec.tokens() - 1}) {
                if (query < 0)
                    continue;
                AttentionSteps before;
                for (int layer = 0; layer < spec.depth; ++layer) {
                    const AttentionSteps steps = attentionSteps(model, picture, layer, 0, query);
                    QVERIFY2(difference(steps.normalised,
                                        doubles(recording.inputs[std::size_t(layer)][0][query])) < 1e-5,
                             described(spec, query));
                    if (layer > 0)
                        QVERIFY2(difference(before.output, doubles(steps.input)) < 1e-5,
                                 described(spec, query));
                    before = steps;
                }
            }
        }
    }

    /// With CLS pooling the logits are read from one token of the last layer.
    void theLastLayersOutputGivesTheLogits()
    {
        for (const NormOrder order : {NormOrder::Pre, NormOrder::Post}) {
            ModelSpec spec = smallSpec();
            spec.pooling = Pooling::Cls;
            spec.normOrder = order;
            const ModelPtr model = livelyModel(spec, 7);
            const Image picture = noise(spec.imageSize, 8);
            const AttentionSteps steps = attentionSteps(model, picture, spec.depth - 1, 1, 0);
            const Hand hand{spec, torchModel(model).network().named_parameters(), ""};
            const Numbers output = doubles(steps.output);
            const Numbers logits =
                hand.linear("head", order == NormOrder::Pre ? hand.norm("norm", output) : output);
            QVERIFY(difference(explain(model, picture).logits, logits) < 1e-5);
        }
    }

    void everyNumberIsThatOfACalculationByHandInDoubles_data()
    {
        QTest::addColumn<bool>("preNorm");
        QTest::addColumn<bool>("cls");
        QTest::newRow("pre-norm, CLS and a register") << true << true;
        QTest::newRow("post-norm, mean pooling, ReLU") << false << false;
    }

    void everyNumberIsThatOfACalculationByHandInDoubles()
    {
        QFETCH(bool, preNorm);
        QFETCH(bool, cls);
        ModelSpec spec = smallSpec();
        spec.patchSize = 8;
        spec.registers = cls ? 1 : 0;
        spec.pooling = cls ? Pooling::Cls : Pooling::Mean;
        spec.normOrder = preNorm ? NormOrder::Pre : NormOrder::Post;
        spec.activation = preNorm ? Activation::Gelu : Activation::Relu;
        const ModelPtr model = livelyModel(spec, 21);
        const Image picture = noise(spec.imageSize, 22);
        const int query = spec.prefixTokens() + 2;
        const AttentionSteps steps = attentionSteps(model, picture, 1, 1, query);
        const Hand hand{spec, torchModel(model).network().named_parameters(), "blocks.1."};

        std::vector<Numbers> read;
        for (int token = 0; token < spec.tokens(); ++token) {
            const Numbers x = doubles(attentionSteps(model, picture, 1, 0, token).input);
            read.push_back(preNorm ? hand.norm("norm1", x) : x);
        }
        const Numbers x = doubles(steps.input);
        QVERIFY(difference(steps.normalised, read[std::size_t(query)]) < 1e-5);
        Numbers keys;
        Numbers values;
        for (const Numbers& token : read) {
            const Numbers qkv = hand.linear("attn.qkv", token);
            for (const auto& [part, into] : {std::pair(1, &keys), std::pair(2, &values)}) {
                const Numbers one = hand.part(qkv, part, 1);
                into->insert(into->end(), one.begin(), one.end());
            }
        }
        QVERIFY(difference(steps.q, hand.part(hand.linear("attn.qkv", read[std::size_t(query)]), 0, 1)) <
                1e-5);
        QVERIFY(difference(steps.k, keys) < 1e-5);
        QVERIFY(difference(steps.v, values) < 1e-5);
        const HandHead first = handHead(hand, read, std::size_t(query), 0);
        const HandHead second = handHead(hand, read, std::size_t(query), 1);
        QVERIFY(difference(steps.scores, second.scores) < 1e-5);
        QVERIFY(difference(steps.attention, second.shares) < 1e-5);
        QVERIFY(difference(steps.headOutput, second.output) < 1e-5);
        Numbers joined = first.output;
        joined.insert(joined.end(), second.output.begin(), second.output.end());
        QVERIFY(difference(steps.joined, joined) < 1e-5);
        const Numbers projected = hand.linear("attn.proj", joined);
        QVERIFY(difference(steps.projected, projected) < 1e-5);
        QVERIFY(difference(steps.attentionSum, sum(x, projected)) < 1e-5);
        const Numbers y = preNorm ? sum(x, projected) : hand.norm("norm1", sum(x, projected));
        QVERIFY(difference(steps.middle, y) < 1e-5);

        const Numbers fed = preNorm ? hand.norm("norm2", y) : y;
        QVERIFY(difference(steps.feedForwardInput, fed) < 1e-5);
        const Numbers before = hand.linear("mlp.fc1", fed);
        QVERIFY(difference(steps.preActivation, before) < 1e-5);
        Numbers after = before;
        for (double& value : after)
            value = preNorm ? value * 0.5 * (1 + std::erf(value / std::sqrt(2.0))) : std::max(value, 0.0);
        QVERIFY(difference(steps.activation, after) < 1e-5);
        const Numbers out = hand.linear("mlp.fc2", after);
        QVERIFY(difference(steps.feedForwardOutput, out) < 1e-5);
        QVERIFY(difference(steps.feedForwardSum, sum(y, out)) < 1e-5);
        QVERIFY(difference(steps.output, preNorm ? sum(y, out) : hand.norm("norm2", sum(y, out))) < 1e-5);
    }

    /// W_O is linear: a head alone, through its columns, and all heads' shares with the bias make the sum.
    void aHeadsLengthIsThatOfWhatItAdds()
    {
        const ModelSpec spec = smallSpec();
        const ModelPtr model = livelyModel(spec, 31);
        const AttentionSteps steps = attentionSteps(model, noise(spec.imageSize, 32), 0, 0, 3);
        const Numbers matrix =
            doubles(torchModel(model).network().named_parameters()["blocks.0.attn.proj.weight"]);
        QCOMPARE(int(steps.headLengths.size()), spec.heads);
        for (int head = 0; head < spec.heads; ++head) {
            double square = 0;
            for (int out = 0; out < spec.dim; ++out) {
                double value = 0;
                for (int i = head * spec.headDim(); i < (head + 1) * spec.headDim(); ++i)
                    value += matrix[std::size_t(out * spec.dim + i)] * double(steps.joined[std::size_t(i)]);
                square += value * value;
            }
            QVERIFY(std::abs(double(steps.headLengths[std::size_t(head)]) - std::sqrt(square)) < 1e-5);
        }
    }

    void whatIsNotThereIsRefused()
    {
        const ModelSpec spec = smallSpec();
        const ModelPtr model = livelyModel(spec, 41);
        const Image picture = noise(spec.imageSize, 42);
        QVERIFY(usageRefusal([&] {
                    attentionSteps(model, picture, 2, 0, 0);
                }).contains("layer: expected 0 to 1"));
        QVERIFY(usageRefusal([&] { attentionSteps(model, picture, 0, -1, 0); }).contains("head"));
        QVERIFY(usageRefusal([&] { attentionSteps(model, picture, 0, 0, spec.tokens()); }).contains("token"));
        QVERIFY(usageRefusal([&] {
                    attentionSteps(livelyModel(smallCnn(), 1), picture, 0, 0, 0);
                }).contains("with attention"));
    }
};

SACCADE_SUITE(AttentionStepsTest)
#include "attention_steps_test.moc"
