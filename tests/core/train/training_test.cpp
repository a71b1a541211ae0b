// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_file.h"
#include "core/model/factory.h"
#include "core/train/evaluate.h"
#include "core/values/json_fields.h"
#include "tests/core/train/small_run.h"
#include "tests/support/suite.h"

#include <QRegularExpression>

#include <atomic>
#include <fstream>
#include <thread>

using namespace saccade;
using namespace saccade::test;

namespace {

nlohmann::json runJson(const TrainRequest& request)
{
    std::ifstream stream(request.folder / "run.json");
    return nlohmann::json::parse(stream);
}

bool contains(const std::string& text, const char* part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class TrainingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aToySetIsLearned()
    {
        const QTemporaryDir folder;
        TrainRequest request = smallRequest(folder);
        request.train.epochs = 8;
        std::vector<double> losses;
        TrainObserver observer;
        observer.onEpoch = [&losses](const EpochReport& report) { losses.push_back(report.trainLoss); };
        const RunOutcome outcome = trainToEnd(request, observer);
        QVERIFY2(outcome.kind == RunOutcome::Kind::Completed, outcome.message.c_str());
        QCOMPARE(losses.size(), std::size_t(8));
        QVERIFY2(losses.back() < 0.5 * losses.front(),
                 qPrintable(QString("%1 to %2").arg(losses.front()).arg(losses.back())));
        QVERIFY2(outcome.testAccuracy > 0.9, qPrintable(QString::number(outcome.testAccuracy)));
    }

    void aSeedDecidesTheRun()
    {
        const QTemporaryDir folder;
        TrainRequest one = smallRequest(folder, "one");
        TrainRequest again = smallRequest(folder, "again");
        TrainRequest other = smallRequest(folder, "other");
        other.train.seed = 2;
        for (TrainRequest* request : {&one, &again, &other}) {
            request->train.epochs = 1;
            request->model.dropout = 0.1;
            trainToEnd(*request);
        }
        QVERIFY(tensorsOf(lastCheckpoint(one)) == tensorsOf(lastCheckpoint(again)));
        QVERIFY(tensorsOf(lastCheckpoint(one)) != tensorsOf(lastCheckpoint(other)));
    }

    void aSmallWindowMustFitThePatches()
    {
        const QTemporaryDir folder;
        TrainRequest request = smallRequest(folder);
        request.train.smallCrop = 10;
        QCOMPARE(
            QString::fromStdString(trainToEnd(request).message),
            QStringLiteral("small_crop: expected 0 (off) or a multiple of the patch size 4 up to the image "
                           "size 16, found 10"));
        QVERIFY(!std::filesystem::exists(request.folder));
    }

    void snapshotsShowTheModelOfTheirStep()
    {
        const QTemporaryDir folder;
        const TrainRequest request = smallRequest(folder);
        std::map<std::int64_t, double> losses;
        std::map<std::int64_t, double> reported;
        TrainObserver observer;
        observer.onSnapshot = [&](const ModelPtr& model) {
            RunControl control;
            losses[model->info().step] = evaluate(model, *request.data, Split::Test, control)->loss;
        };
        observer.onEpoch = [&](const EpochReport& report) { reported[report.step] = report.testLoss; };
        trainToEnd(request, observer);
        QVERIFY(losses.contains(0));
        QCOMPARE(reported.size(), std::size_t(3));
        for (const auto& [step, loss] : reported)
            QCOMPARE(losses.at(step), loss);
    }

    void aDivergedRunSaysWhereAndWhatToTryAndKeepsItsCheckpoint()
    {
        const QTemporaryDir folder;
        TrainRequest request = smallRequest(folder);
        request.train.optimizer = Optimizer::Sgd;
        request.train.learningRate = 0.1;
        request.train.schedule = Schedule::Constant;
        request.train.warmup = 0;
        request.train.clipNorm = 0;
        RunControl control;
        std::map<std::string, std::vector<std::byte>> checkpoint;
        TrainObserver observer;
        observer.onEpoch = [&](const EpochReport&) {
            checkpoint = tensorsOf(lastCheckpoint(request));
            control.setLearningRateFactor(1e31);
        };
        const RunOutcome outcome = train(request, control, observer);
        QVERIFY(outcome.kind == RunOutcome::Kind::Failed);
        const QRegularExpression sentence(
            "^The loss stopped being a finite number at step (\\d+) \\(epoch 2, learning rate 1e\\+30\\)\\. "
            "Try a lower learning rate");
        const auto match = sentence.match(QString::fromStdString(outcome.message));
        QVERIFY2(match.hasMatch(), outcome.message.c_str());
        const int step = match.captured(1).toInt();
        QVERIFY2(step > StepsPerEpoch && step <= StepsPerEpoch + 4, outcome.message.c_str());
        QVERIFY(!checkpoint.empty() && tensorsOf(lastCheckpoint(request)) == checkpoint);
        QCOMPARE(loadModel(lastCheckpoint(request))->info().step, std::int64_t(StepsPerEpoch));
        QCOMPARE(runJson(request)["status"].get<std::string>(), std::string("failed"));
        QCOMPARE(runJson(request)["result"]["epochs"].get<int>(), 1);
        QVERIFY(runJson(request)["result"]["steps"].get<int>() >= step);
    }

    void weightsRuinedByAnEpochsLastStepNeverReachAFile()
    {
        const QTemporaryDir folder;
        TrainRequest request = smallRequest(folder);
        request.train.optimizer = Optimizer::Sgd;
        request.train.clipNorm = 0;
        RunControl control;
        std::map<std::string, std::vector<std::byte>> checkpoint;
        TrainObserver observer;
        observer.onEpoch = [&](const EpochReport&) { checkpoint = tensorsOf(lastCheckpoint(request)); };
        observer.onStep = [&](std::int64_t step) {
            if (step == 2 * StepsPerEpoch - 1)
                control.setLearningRateFactor(1e40);
        };
        const RunOutcome outcome = train(request, control, observer);
        QVERIFY(outcome.kind == RunOutcome::Kind::Failed);
        QVERIFY2(contains(outcome.message, "stopped being a finite number at step 18 (epoch 2"),
                 outcome.message.c_str());
        QVERIFY(!checkpoint.empty() && tensorsOf(lastCheckpoint(request)) == checkpoint);
    }

    void aPausedRunTakesNoStepUntilItIsResumed()
    {
        const QTemporaryDir folder;
        const TrainRequest request = smallRequest(folder);
        RunControl control;
        std::atomic<std::int64_t> steps{0};
        TrainObserver observer;
        observer.onStep = [&](std::int64_t step) {
            steps = step;
            if (step == 5)
                control.pause();
        };
        RunOutcome outcome;
        std::thread worker([&] { outcome = train(request, control, observer); });
        const bool paused = QTest::qWaitFor([&] { return control.isPaused(); });
        const bool wentOn = QTest::qWaitFor([&] { return steps > 5; }, 300);
        control.resume();
        worker.join();
        QVERIFY(paused);
        QVERIFY(!wentOn);
        QVERIFY2(outcome.kind == RunOutcome::Kind::Completed, outcome.message.c_str());
        QCOMPARE(outcome.steps, std::int64_t(AllSteps));
        QVERIFY(control.secondsPaused() > 0.25);
    }

    void aPausedRunCanBeStopped()
    {
        const QTemporaryDir folder;
        const TrainRequest request = smallRequest(folder);
        RunControl control;
        TrainObserver observer;
        observer.onStep = [&](std::int64_t step) {
            if (step == 4)
                control.pause();
        };
        RunOutcome outcome;
        std::thread worker([&] { outcome = train(request, control, observer); });
        const bool paused = QTest::qWaitFor([&] { return control.isPaused(); });
        control.stop();
        worker.join();
        QVERIFY(paused);
        QVERIFY(outcome.kind == RunOutcome::Kind::Stopped);
        QCOMPARE(outcome.steps, std::int64_t(4));
    }

    void stopTakesEffectBeforeTheNextBatch()
    {
        const QTemporaryDir folder;
        const TrainRequest request = smallRequest(folder);
        const RunOutcome outcome = trainUntil(request, 4);
        QVERIFY(outcome.kind == RunOutcome::Kind::Stopped);
        QCOMPARE(outcome.steps, std::int64_t(4));
        QCOMPARE(outcome.epochs, 0);
        QVERIFY(!outcome.best);
        QCOMPARE(outcome.last->info().step, std::int64_t(4));
        QCOMPARE(runJson(request)["status"].get<std::string>(), std::string("stopped"));
    }

    void theFactorChangesTheLearningRateFromTheNextStep()
    {
        const QTemporaryDir folder;
        TrainRequest request = smallRequest(folder);
        request.train.schedule = Schedule::Constant;
        request.train.warmup = 0;
        RunControl control;
        TrainObserver observer;
        std::vector<double> rates;
        observer.onStep = [&](std::int64_t step) {
            if (step == StepsPerEpoch)
                control.setLearningRateFactor(0.25);
        };
        observer.onEpoch = [&](const EpochReport& report) { rates.push_back(report.learningRate); };
        train(request, control, observer);
        QCOMPARE(rates, (std::vector<double>{3e-3, 0.25 * 3e-3, 0.25 * 3e-3}));
    }

    void theFactorSurvivesAResume()
    {
        const QTemporaryDir folder;
        TrainRequest request = smallRequest(folder);
        request.train.schedule = Schedule::Constant;
        request.train.warmup = 0;
        {
            RunControl control;
            TrainObserver observer;
            observer.onStep = [&](std::int64_t step) {
                control.setLearningRateFactor(0.5);
                if (step == 3)
                    control.stop();
            };
            train(request, control, observer);
        }
        request.resume = true;
        std::vector<double> rates;
        TrainObserver observer;
        observer.onEpoch = [&](const EpochReport& report) { rates.push_back(report.learningRate); };
        trainToEnd(request, observer);
        QCOMPARE(rates, std::vector<double>(3, 0.5 * 3e-3));
    }

    void theLastStepsRateIsThatOfTheSchedule()
    {
        const QTemporaryDir folder;
        TrainRequest request = smallRequest(folder);
        request.train.schedule = Schedule::Linear;
        request.train.warmup = 0;
        request.train.minLearningRate = 0;
        std::vector<double> rates;
        TrainObserver observer;
        observer.onEpoch = [&](const EpochReport& report) { rates.push_back(report.learningRate); };
        trainToEnd(request, observer);
        // Step k of 27, from 1, trains at k / 28 of the way down.
        QCOMPARE(rates.size(), std::size_t(3));
        for (int epoch = 0; epoch < 3; ++epoch)
            QVERIFY(std::abs(rates[std::size_t(epoch)] - 3e-3 * (1 - 9. * (epoch + 1) / 28)) < 1e-15);
    }

    void runJsonReproducesTheRun()
    {
        const QTemporaryDir folder;
        TrainRequest request = smallRequest(folder);
        request.preset = "tiny";
        request.train.epochs = 1;
        request.train.seed = 0xFFFFFFFFFFFFFFFFULL;
        trainToEnd(request);
        const auto json = runJson(request);
        QVERIFY(json["model"].get<ModelSpec>() == request.model);
        QVERIFY(json["train"].get<TrainSpec>() == request.train);
        QCOMPARE(json["preset"].get<std::string>(), std::string("tiny"));
        QCOMPARE(json["status"].get<std::string>(), std::string("completed"));
        QCOMPARE(json["data"]["name"].get<std::string>(), std::string("Colours"));
        QCOMPARE(json["result"]["steps"].get<int>(), StepsPerEpoch);
    }

    void aFolderThatHoldsARunIsRefusedAndLeftAlone()
    {
        const QTemporaryDir folder;
        const TrainRequest request = smallRequest(folder);
        trainUntil(request, 2);
        const auto before = tensorsOf(lastCheckpoint(request));
        const auto json = runJson(request);
        const RunOutcome outcome = trainToEnd(request);
        QVERIFY(outcome.kind == RunOutcome::Kind::Failed);
        QVERIFY(outcome.failure == Error::Kind::BadInput);
        QVERIFY2(contains(outcome.message, "found a run that is already there"), outcome.message.c_str());
        QVERIFY(tensorsOf(lastCheckpoint(request)) == before);
        QVERIFY(runJson(request) == json);
    }

    void aSpecThatMakesNoSenseIsRefusedBeforeAFolderIsMade()
    {
        const QTemporaryDir folder;
        TrainRequest request = smallRequest(folder);
        request.train.learningRate = -1;
        const RunOutcome outcome = trainToEnd(request);
        QVERIFY(outcome.failure == Error::Kind::Usage);
        QCOMPARE(QString::fromStdString(outcome.message),
                 QStringLiteral("learning_rate: expected above 0, at most 10, found -1"));
        QVERIFY(!std::filesystem::exists(request.folder));
    }

    void whatThisMachineOrTheDataCannotDoIsRefusedBeforeAFolderIsMade()
    {
        const QTemporaryDir folder;
        TrainRequest request = smallRequest(folder);
        request.train.device = "cuda:99";
        RunOutcome outcome = trainToEnd(request);
        QVERIFY(outcome.failure == Error::Kind::Usage);
        QVERIFY2(contains(outcome.message, "found cuda:99"), outcome.message.c_str());
        request = smallRequest(folder);
        request.model.classes = 4;
        outcome = trainToEnd(request);
        QVERIFY(outcome.failure == Error::Kind::Usage);
        QCOMPARE(QString::fromStdString(outcome.message),
                 QStringLiteral("classes: expected 3, as in Colours, found 4"));
        QVERIFY(!std::filesystem::exists(request.folder));
    }

    void aRunSizedInMinutesEndsInItsTime()
    {
        const QTemporaryDir folder;
        TrainRequest request = smallRequest(folder);
        request.train.minutes = 0.05; // three seconds
        request.train.schedule = Schedule::Linear;
        request.train.warmup = 0.1;
        double highest = 0;
        double last = 1;
        TrainObserver observer;
        observer.onBatch = [&](const BatchReport& report) {
            highest = std::max(highest, report.learningRate);
            last = report.learningRate;
        };
        QElapsedTimer timer;
        timer.start();
        const RunOutcome outcome = trainToEnd(request, observer);
        const double seconds = double(timer.elapsed()) / 1000;
        QVERIFY2(outcome.kind == RunOutcome::Kind::Completed, outcome.message.c_str());
        QVERIFY2(highest > 0.9 * 3e-3, qPrintable(QString::number(highest)));
        QVERIFY2(last < 0.05 * 3e-3, qPrintable(QString::number(last)));
        QVERIFY2(seconds > 2.4 && seconds < 3.6, qPrintable(QString::number(seconds)));
        QVERIFY(outcome.best && outcome.steps > AllSteps);
    }

    void withoutAValidationSliceTheNewestModelIsTheBest()
    {
        const QTemporaryDir folder;
        TrainRequest request = smallRequest(folder);
        request.train.validationShare = 0;
        request.train.epochs = 2;
        const RunOutcome outcome = trainToEnd(request);
        QVERIFY2(outcome.kind == RunOutcome::Kind::Completed, outcome.message.c_str());
        QCOMPARE(outcome.steps, std::int64_t(20)); // 160 / 16 pictures
        QCOMPARE(outcome.best->info().step, std::int64_t(20));
        QVERIFY(outcome.bestValidationAccuracy < 0);
    }

    void aLongSeedHasWeightsOfItsOwn()
    {
        const QTemporaryDir folder;
        const TrainRequest request = smallRequest(folder);
        const auto saved = [&](std::uint64_t seed) {
            const ModelPtr model = untrainedModel(request.model, *request.data, seed);
            return tensorsOf(
                saveModel(model, folder.filePath(QString::number(seed)).toStdString() + ".safetensors"));
        };
        const std::uint64_t above = std::uint64_t(1) << 32;
        QVERIFY(saved(5) == saved(5));
        QVERIFY(saved(5) != saved(5 + above)); // which LibTorch's generator cannot tell apart
        QVERIFY(saved(5 + above) != saved(5 + 2 * above));
    }
};

SACCADE_SUITE(TrainingTest)
#include "training_test.moc"
