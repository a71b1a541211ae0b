// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/embedding.h"
#include "core/explain/explain.h"
#include "core/explain/find_pictures.h"
#include "core/explain/head_ablation.h"
#include "core/explain/intervene.h"
#include "core/explain/mean_attention.h"
#include "core/explain/picture_sample.h"
#include "core/values/error.h"
#include "core/values/head_statistics.h"
#include "tests/core/data/small_dataset.h"
#include "tests/support/small_models.h"
#include "tests/support/suite.h"

#include <algorithm>
#include <cmath>
#include <functional>

using namespace saccade;
using namespace saccade::test;

namespace {

constexpr int Pictures = 9;

/// Nine pictures of noise, classes 0, 1, 2, 0, 1, 2 …, none of them to test on.
Dataset noisePictures()
{
    std::vector<std::uint8_t> pixels;
    std::vector<std::uint8_t> labels;
    for (int i = 0; i < Pictures; ++i) {
        const Image picture = noise(16, unsigned(i + 1));
        for (std::size_t channel = 0; channel < 3; ++channel)
            for (std::size_t pixel = 0; pixel < 256; ++pixel)
                pixels.push_back(picture.rgb[pixel * 3 + channel]);
        labels.push_back(std::uint8_t(i % 3));
    }
    return smallDataset(16, 16, std::move(pixels), std::move(labels));
}

/// What the model says of each picture, one by one.
std::vector<Explanation> explained(const ModelPtr& model, const Dataset& data)
{
    std::vector<Explanation> all;
    for (int i = 0; i < Pictures; ++i)
        all.push_back(explain(model, data.image({Split::Train, i})));
    return all;
}

bool near(double a, double b, double tolerance = 1e-4)
{
    return std::abs(a - b) <= tolerance;
}

QString refusal(const std::function<void()>& call)
{
    try {
        call();
    } catch (const Error& error) {
        return error.what();
    }
    return "none";
}

torch::Tensor parameterOf(const ModelPtr& model, const std::string& name)
{
    return torchModel(model).network().named_parameters()[name];
}

} // namespace

class ModelStatisticsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSampleIsTakenAtEvenStepsFromTheWholeSplit()
    {
        const Dataset data = noisePictures();
        QVERIFY((sampleOf(data, Split::Train, 3) == std::vector<int>{0, 3, 6}));
        QVERIFY((sampleOf(data, Split::Train, 2) == std::vector<int>{0, 4}));
        QCOMPARE(sampleOf(data, Split::Train, 0).size(), std::size_t(Pictures));
        QCOMPARE(sampleOf(data, Split::Train, 99).size(), std::size_t(Pictures));
        QVERIFY(sampleOf(data, Split::Test, 5).empty());
    }

    void tokenNormsAreTheLengthsBehindEachLayer()
    {
        const ModelPtr model = livelyModel(smallSpec(), 1);
        const Explanation found = explain(model, noise(16, 1));
        QCOMPARE(found.tokenNorms.size(), std::size_t(2 * 17));
        // Behind the last layer of a model with CLS comes the norm of the head: its input is known by the
        // logits, which are a function of CLS alone.
        Recording recording;
        const torch::NoGradGuard noGrad;
        torchModel(model).logits(pictureTensor(noise(16, 1), model->info()), &recording);
        for (std::size_t layer = 0; layer < 2; ++layer)
            for (std::int64_t token = 0; token < 17; ++token)
                QVERIFY(near(found.tokenNorms[layer * 17 + std::size_t(token)],
                             recording.outputs[layer][0][token].norm().item<double>(), 1e-3));
        const auto cls = recording.outputs[1].select(1, 0);
        const auto normed = at::layer_norm(cls, {16}, parameterOf(model, "norm.weight"),
                                           parameterOf(model, "norm.bias"), 1e-6);
        const auto logits =
            at::linear(normed, parameterOf(model, "head.weight"), parameterOf(model, "head.bias"));
        for (std::int64_t c = 0; c < 3; ++c)
            QVERIFY(near(logits[0][c].item<double>(), found.logits[std::size_t(c)], 1e-3));
    }

    void importanceIsWhatMutingChangesPictureByPicture()
    {
        const Dataset data = noisePictures();
        const ModelPtr model = livelyModel(smallSpec(), 2);
        RunControl control;
        std::vector<double> shares;
        const auto found = headImportance(model, data, Split::Train, 0, control,
                                          [&](double share, const std::string&) { shares.push_back(share); });
        QCOMPARE(found.pictures, Pictures);
        const auto score = [&](const ModelPtr& asked) {
            double right = 0;
            double logit = 0;
            const auto all = explained(asked, data);
            for (int i = 0; i < Pictures; ++i) {
                right += all[std::size_t(i)].predicted() == i % 3;
                logit += double(all[std::size_t(i)].logits[std::size_t(i % 3)]);
            }
            return std::pair(right / Pictures, logit / Pictures);
        };
        const auto [accuracy, logit] = score(model);
        QVERIFY(near(found.accuracy, accuracy));
        double most = 0;
        for (int layer = 0; layer < 2; ++layer)
            for (int head = 0; head < 2; ++head) {
                const auto [without, logitWithout] = score(withHeadsScaled(model, {{layer, head, 0.0}}));
                const auto place = std::size_t(layer * 2 + head);
                QVERIFY(near(found.accuracyChange[place], without - accuracy));
                QVERIFY(near(found.logitChange[place], logitWithout - logit, 1e-3));
                most = std::max(most, std::abs(logitWithout - logit));
            }
        QVERIFY(most > 0.05); // there was something to find
        QCOMPARE(shares.back(), 1.0);
        QVERIFY(std::is_sorted(shares.begin(), shares.end()));
    }

    void aHeadThatAddsNothingHasNoImportance()
    {
        const ModelPtr model = withHeadsScaled(livelyModel(smallSpec(), 3), {{1, 0, 0.0}});
        RunControl control;
        const auto found = headImportance(model, noisePictures(), Split::Train, 5, control);
        QCOMPARE(found.pictures, 5);
        QCOMPARE(found.logitChange[2], 0.0F);
        QVERIFY(found.logitChange[3] != 0.0F);
    }

    void picturesAreFoundByTheStatisticsOfEach()
    {
        const Dataset data = noisePictures();
        const ModelPtr model = livelyModel(smallSpec(), 4);
        const auto all = explained(model, data);
        for (const FindBy by : {FindBy::LowestEntropy, FindBy::LongestDistance}) {
            FindPictures wanted{1, 1, by, Split::Train, 4};
            RunControl control;
            const auto found = findPictures(model, data, wanted, control);
            QCOMPARE(found.size(), std::size_t(4));
            std::vector<double> values;
            for (const Explanation& one : all)
                values.push_back(by == FindBy::LowestEntropy
                                     ? normalisedEntropy(one.attention, 1, 1)
                                     : meanAttentionDistance(one.attention, 1, 1, 4, 4));
            const auto expected = mostExtreme(values, wanted);
            for (std::size_t i = 0; i < 4; ++i) {
                QVERIFY(found[i].picture == expected[i].picture);
                QVERIFY(near(found[i].value, expected[i].value));
            }
        }
    }

    void theOutputOfAHeadIsItsPartOfTheResidualStream()
    {
        // One layer, one head, no bias: what the attention adds is what the head adds.
        ModelSpec spec = smallSpec();
        spec.depth = spec.heads = 1;
        const ModelPtr model = livelyModel(spec, 5);
        const torch::NoGradGuard noGrad;
        parameterOf(model, "blocks.0.attn.proj.bias").zero_();
        for (const char* name : {"weight", "bias"}) // the rest of the block adds nothing
            parameterOf(model, std::string("blocks.0.mlp.fc2.") + name).zero_();
        const Dataset data = noisePictures();
        RunControl control;
        const auto found = findPictures(model, data, {0, 0, FindBy::HighestOutput, Split::Train, 1}, control);
        const ModelPtr muted = withHeadsScaled(model, {{0, 0, 0.0}});
        std::vector<double> longest;
        for (int i = 0; i < Pictures; ++i) {
            const auto picture = pictureTensor(data.image({Split::Train, i}), model->info());
            Recording with;
            Recording without;
            torchModel(model).logits(picture, &with);
            torchModel(muted).logits(picture, &without);
            const auto added = with.outputs[0] - without.outputs[0]; // (1, N, dim)
            longest.push_back(added.pow(2).sum(-1).sqrt().max().item<double>());
        }
        const auto best = std::max_element(longest.begin(), longest.end());
        QCOMPARE(found[0].picture.index, int(best - longest.begin()));
        QVERIFY(near(found[0].value, *best, 1e-3 * *best));
    }

    void meanAttentionIsThatOverThePicturesAndByClass()
    {
        const Dataset data = noisePictures();
        ModelSpec spec = smallSpec();
        spec.registers = 1;
        const ModelPtr model = livelyModel(spec, 6);
        const auto all = explained(model, data);
        RunControl control;
        const auto mean = meanAttention(model, data, Split::Train, 0, control);
        QCOMPARE(mean.values.size(), all[0].attention.values.size());
        for (std::size_t i = 0; i < mean.values.size(); i += 7) {
            double sum = 0;
            for (const Explanation& one : all)
                sum += double(one.attention.values[i]);
            QVERIFY(near(mean.values[i], sum / Pictures));
        }
        QCOMPARE(offsetAttention(model, data, Split::Train, 3, control).pictures, 3);
        const auto byClass = classAttention(model, data, Split::Train, 0, control);
        QVERIFY((byClass.pictures == std::vector<int>{3, 3, 3}));
        for (std::size_t patch = 0; patch < 16; ++patch) {
            double sum = 0;
            for (const std::size_t i : {std::size_t(2), std::size_t(5), std::size_t(8)})
                sum += double(all[i].attention.patches(1, 0, 0)[patch]);
            QVERIFY(near(byClass.map(2, 1, 0)[patch], sum / 3));
        }
    }

    void positionsAreComparedPatchByPatch()
    {
        const ModelPtr model = livelyModel(smallSpec(), 7);
        const torch::NoGradGuard noGrad;
        auto positions = parameterOf(model, "pos_embed"); // (1, 1 + 16, 16)
        positions.zero_();
        positions[0][0].fill_(9.0); // CLS is no patch
        for (std::int64_t patch = 0; patch < 16; ++patch)
            positions[0][1 + patch][patch % 2] = double(patch + 1);
        const auto found = positionSimilarity(model);
        QVERIFY(found.isLearned && found.gridRows == 4);
        for (std::size_t a = 0; a < 16; ++a)
            for (std::size_t b = 0; b < 16; ++b)
                QCOMPARE(found.values[a * 16 + b], a % 2 == b % 2 ? 1.0F : 0.0F);
        QVERIFY(positionSimilarity(livelyModel(smallCnn(), 1)).values.empty());
    }

    void theFirstLayersFiltersArePicturesAndManyBecomePrincipalComponents()
    {
        const ModelPtr model = livelyModel(smallSpec(), 8);
        const torch::NoGradGuard noGrad;
        auto weight = parameterOf(model, "patch_embed.proj.weight"); // (16, 3, 4, 4)
        weight.zero_();
        for (std::int64_t filter = 0; filter < 16; ++filter) // ±3 of red, ±1 of blue, about a mean of 0
            weight[filter][filter % 2 ? 0 : 2].fill_((filter / 2 % 2 ? 1.0 : -1.0) *
                                                     (filter % 2 ? 3.0 : 1.0));
        const auto plain = embeddingFilters(model);
        QVERIFY(!plain.isPrincipal && plain.tiles.size() == 16 && plain.side == 4);
        QVERIFY((plain.tiles[3].pixel(2, 1) == std::array<std::uint8_t, 3>{255, 128, 128}));
        const auto principal = embeddingFilters(model, 2);
        QVERIFY(principal.isPrincipal && principal.tiles.size() == 2 && principal.filters == 16);
        QVERIFY(near(principal.explained[0], 0.9) && near(principal.explained[1], 0.1)); // 9 to 1
        QVERIFY((principal.tiles[0].pixel(0, 0) == std::array<std::uint8_t, 3>{255, 128, 128}));
        QVERIFY((principal.tiles[1].pixel(3, 3) == std::array<std::uint8_t, 3>{128, 128, 255}));
        QCOMPARE(embeddingFilters(livelyModel(smallCnn(), 1)).side, 3);
    }

    void whatMakesNoSenseIsRefusedAndWorkCanBeStopped()
    {
        const Dataset data = noisePictures();
        const ModelPtr model = livelyModel(smallSpec(), 9);
        const ModelPtr cnn = livelyModel(smallCnn(), 9);
        RunControl control;
        const auto importance = [&](const ModelPtr& asked, Split split) {
            return refusal([&] { headImportance(asked, data, split, 0, control); });
        };
        QVERIFY(importance(cnn, Split::Train).contains("with attention"));
        QVERIFY(importance(model, Split::Test).contains("at least one picture"));
        QVERIFY(refusal([&] {
                    findPictures(model, data, {0, 7, FindBy::HighestOutput, Split::Train, 1}, control);
                }).contains("head 7"));
        control.stop();
        QVERIFY(importance(model, Split::Train).contains("stopped"));
        QVERIFY(refusal([&] {
                    findPictures(model, data, {0, 0, {}, Split::Train, 1}, control);
                }).contains("stopped"));
        QVERIFY(refusal([&] { meanAttention(model, data, Split::Train, 0, control); }).contains("stopped"));
    }
};

SACCADE_SUITE(ModelStatisticsTest)
#include "model_statistics_test.moc"
