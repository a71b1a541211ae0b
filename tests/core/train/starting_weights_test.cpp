// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_file.h"
#include "core/values/json_fields.h"
#include "tests/core/train/small_run.h"
#include "tests/support/suite.h"

#include <fstream>

using namespace saccade;
using namespace saccade::test;

namespace {

bool contains(const std::string& text, const char* part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class StartingWeightsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunCanBeginWithTheWeightsOfAnother()
    {
        const QTemporaryDir folder;
        TrainRequest first = smallRequest(folder, "first");
        trainToEnd(first);
        TrainRequest second = smallRequest(folder, "second");
        second.from = loadModel(lastCheckpoint(first));
        second.fromName = "first";
        second.train.learningRate = second.train.minLearningRate = 1e-30; // so that it stays where it begins
        second.train.weightDecay = 0;
        second.train.epochs = 1;
        second.model.dropPath = 0.1; // which only training reads
        const RunOutcome outcome = trainToEnd(second);
        QVERIFY2(outcome.kind == RunOutcome::Kind::Completed, outcome.message.c_str());
        const auto begun = tensorsOf(lastCheckpoint(first));
        const auto ended = tensorsOf(lastCheckpoint(second));
        for (const char* name : {"pos_embed", "blocks.0.mlp.fc1.weight"})
            QVERIFY2(begun.at(name) == ended.at(name), name);
        std::ifstream stream(second.folder / "run.json");
        QCOMPARE(nlohmann::json::parse(stream)["from"].get<std::string>(), std::string("first"));
    }

    void killedBeforeItsFirstMinuteItStillBeganWithThem()
    {
        const QTemporaryDir folder;
        const TrainRequest first = smallRequest(folder, "first");
        trainToEnd(first);
        const auto beginning = [&](const char* name) {
            TrainRequest request = smallRequest(folder, name);
            request.from = loadModel(lastCheckpoint(first));
            request.fromName = "first";
            return request;
        };
        const TrainRequest whole = beginning("whole");
        trainToEnd(whole);
        TrainRequest killed = beginning("killed");
        trainAndBreakOffAfter(killed, 4);
        killed.from = nullptr;
        killed.resume = true;
        QVERIFY(trainToEnd(killed).kind == RunOutcome::Kind::Completed);
        QVERIFY(tensorsOf(lastCheckpoint(killed)) == tensorsOf(lastCheckpoint(whole)));
    }

    void withoutTheseWeightsItIsNotGoneOnWith()
    {
        const QTemporaryDir folder;
        const TrainRequest first = smallRequest(folder, "first");
        trainToEnd(first);
        TrainRequest second = smallRequest(folder, "second");
        second.from = loadModel(lastCheckpoint(first));
        second.fromName = "first";
        trainUntil(second, 2);
        std::filesystem::remove(lastCheckpoint(second));
        second.resume = true;
        const RunOutcome outcome = trainToEnd(second);
        QVERIFY(outcome.kind == RunOutcome::Kind::Failed);
        QVERIFY2(contains(outcome.message, "began with those of first, found none"), outcome.message.c_str());
    }

    void aModelOfAnotherShapeOrNormalisationIsNoBeginning()
    {
        const QTemporaryDir folder;
        TrainRequest first = smallRequest(folder, "first");
        auto data = std::make_shared<Dataset>(*first.data);
        data->normalisation.mean = {0.4F, 0.4F, 0.4F};
        first.data = data;
        trainToEnd(first);
        TrainRequest wide = smallRequest(folder, "wide");
        wide.data = data;
        wide.from = loadModel(first.folder);
        wide.model.dim = 32;
        const RunOutcome outcome = trainToEnd(wide);
        QVERIFY2(contains(outcome.message, "dim 16 in place of 32"), outcome.message.c_str());
        QVERIFY(!std::filesystem::exists(wide.folder));
        TrainRequest half = smallRequest(folder, "half");
        half.data = data;
        half.from = loadModel(first.folder);
        half.train.normaliseBy = NormaliseBy::Half;
        QVERIFY(contains(trainToEnd(half).message, "see normalise_by"));
        half.train.normaliseBy = NormaliseBy::Dataset;
        QVERIFY(trainToEnd(half).kind == RunOutcome::Kind::Completed);
    }
};

SACCADE_SUITE(StartingWeightsTest)
#include "starting_weights_test.moc"
