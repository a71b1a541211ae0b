// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_file.h"
#include "core/train/evaluate.h"
#include "core/values/json_fields.h"
#include "tests/core/train/small_run.h"
#include "tests/support/suite.h"

#include <fstream>

using namespace saccade;
using namespace saccade::test;

namespace {

nlohmann::json runJson(const TrainRequest& request)
{
    std::ifstream stream(request.folder / "run.json");
    return nlohmann::json::parse(stream);
}

} // namespace

class RunScoresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBestModelScoresExactlyWhatTheRunSays_data()
    {
        QTest::addColumn<bool>("bf16");
        QTest::addColumn<bool>("averaged");
        QTest::newRow("fp32") << false << false;
        QTest::newRow("bf16") << true << false;
        QTest::newRow("averaged weights") << false << true;
    }

    void theBestModelScoresExactlyWhatTheRunSays()
    {
        QFETCH(bool, bf16);
        QFETCH(bool, averaged);
        const QTemporaryDir folder;
        TrainRequest request = smallRequest(folder);
        request.train.precision = bf16 ? Precision::Bf16 : Precision::Fp32;
        request.train.emaDecay = averaged ? 0.9 : 0.0;
        const RunOutcome outcome = trainToEnd(request);
        const ModelPtr best = loadModel(request.folder);
        RunControl control;
        const auto score = evaluate(best, *request.data, Split::Test, control, {}, true);
        QVERIFY(score.has_value());
        QVERIFY(score->accuracyFlip == outcome.testAccuracyFlip);
        QVERIFY(runJson(request)["result"]["test_accuracy_flip"].get<double>() == outcome.testAccuracyFlip);
        QCOMPARE(score->images, 40);
        QVERIFY(score->accuracy == outcome.testAccuracy);
        QVERIFY(best->info().testAccuracy == outcome.testAccuracy);
        QVERIFY(runJson(request)["result"]["test_accuracy"].get<double>() == outcome.testAccuracy);
    }

    void theLastModelIsTheOneInTheCheckpoint()
    {
        const QTemporaryDir folder;
        const TrainRequest request = smallRequest(folder);
        const RunOutcome outcome = trainToEnd(request);
        RunControl control;
        const auto inMemory = evaluate(outcome.last, *request.data, Split::Test, control);
        const auto onDisk = evaluate(loadModel(lastCheckpoint(request)), *request.data, Split::Test, control);
        QVERIFY(inMemory->loss == onDisk->loss);
        QCOMPARE(outcome.last->info().step, std::int64_t(AllSteps));
    }

    void theMirrorsLogitsCountAsMuchAsThePictures()
    {
        const QTemporaryDir folder;
        TrainRequest request = smallRequest(folder);
        request.train.flip = false;
        const ModelPtr model = trainToEnd(request).best;
        auto mirrored = std::make_shared<Dataset>(*request.data);
        auto pixels = std::make_shared<std::vector<std::uint8_t>>(*request.data->pixels);
        for (auto line = pixels->begin(); line != pixels->end(); line += 16)
            std::reverse(line, line + 16);
        mirrored->pixels = pixels;
        RunControl control;
        const auto one = evaluate(model, *request.data, Split::Test, control, {}, true);
        const auto other = evaluate(model, *mirrored, Split::Test, control, {}, true);
        QVERIFY(one->loss != other->loss);
        QVERIFY(one->accuracyFlip == other->accuracyFlip); // a mean has no first and second
        QVERIFY(evaluate(model, *request.data, Split::Test, control)->accuracyFlip < 0);
    }

    void testPicturesMayWaitForTheRunsEnd()
    {
        const QTemporaryDir folder;
        TrainRequest every = smallRequest(folder, "every");
        TrainRequest once = smallRequest(folder, "once");
        once.train.testEachEpoch = false;
        int reports = 0;
        TrainObserver observer;
        observer.onEpoch = [&](const EpochReport& report) {
            reports += std::isnan(report.testAccuracy) && std::isnan(report.testLoss);
        };
        const RunOutcome outcome = trainToEnd(once, observer);
        QCOMPARE(reports, 3);
        QVERIFY(outcome.testAccuracy >= 0 && outcome.testAccuracy == trainToEnd(every).testAccuracy);
    }

    void whatIsShownAndKeptIsTheAveragedModel()
    {
        const QTemporaryDir folder;
        TrainRequest request = smallRequest(folder);
        request.train.emaDecay = 0.9;
        const RunOutcome outcome = trainToEnd(request);
        const auto tensors = tensorsOf(lastCheckpoint(request));
        QVERIFY(tensors.at("head.weight") != tensors.at("optimizer.weights.head.weight"));
        RunControl control;
        const auto inMemory = evaluate(outcome.last, *request.data, Split::Test, control);
        const auto onDisk = evaluate(loadModel(lastCheckpoint(request)), *request.data, Split::Test, control);
        QVERIFY(inMemory->loss == onDisk->loss);
    }
};

SACCADE_SUITE(RunScoresTest)
#include "run_scores_test.moc"
