// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/train/small_run.h"
#include "tests/support/suite.h"

#include <fstream>
#include <set>

using namespace saccade;
using namespace saccade::test;

namespace {

struct Variant
{
    const char* name;
    Optimizer optimizer;
    double dropout;
    bool everything = false; ///< each way of varying pictures, and averaged weights
};

constexpr Variant Variants[] = {{"adamw", Optimizer::AdamW, 0.0},
                                {"adamw with dropout", Optimizer::AdamW, 0.2},
                                {"sgd with dropout", Optimizer::Sgd, 0.1},
                                {"muon", Optimizer::Muon, 0.0},
                                {"everything", Optimizer::AdamW, 0.1, true}};

TrainRequest requestFor(const QTemporaryDir& folder, const QString& name, const Variant& variant)
{
    TrainRequest request = smallRequest(folder, name);
    request.train.optimizer = variant.optimizer;
    request.model.dropout = variant.dropout;
    if (variant.everything) {
        request.model.dropPath = 0.2;
        request.model.depth = 2;
        request.train.autoAugment = true;
        request.train.randomErasing = 0.5;
        request.train.mixup = 0.8;
        request.train.cutmix = 1.0;
        request.train.labelSmoothing = 0.1;
        request.train.emaDecay = 0.9;
        request.train.smallCrop = 8;
        request.train.smallCropShare = 0.5; // steps 1 to 14 of 27
    }
    return request;
}

std::vector<std::string> linesOf(const std::filesystem::path& file)
{
    std::ifstream stream(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

std::string bytesOfFile(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// As by hand, in the run's run.json.
void editDescription(const TrainRequest& request, const char* before, const char* after)
{
    QString json = QString::fromStdString(bytesOfFile(request.folder / "run.json"));
    json.replace(before, after);
    std::ofstream(request.folder / "run.json") << json.toStdString();
}

/// Rows that end an epoch, without what depends on the clock: step, epoch, learning rate, losses, accuracies.
QStringList epochRows(const TrainRequest& request)
{
    QStringList rows;
    for (const std::string& line : linesOf(request.folder / "metrics.csv")) {
        QStringList fields = QString::fromStdString(line).split(',');
        if (fields[11].isEmpty())
            continue;
        fields.remove(5); // images/s
        fields.remove(2); // seconds
        rows << fields.join(',');
    }
    return rows;
}

} // namespace

class ResumeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (const Variant& variant : Variants) {
            TrainRequest& request = m_whole[variant.name];
            request = requestFor(m_folder, QString("whole ") + variant.name, variant);
            const RunOutcome outcome = trainToEnd(request);
            QVERIFY2(outcome.kind == RunOutcome::Kind::Completed, outcome.message.c_str());
            QCOMPARE(outcome.steps, std::int64_t(AllSteps));
        }
    }

    void aStoppedAndResumedRunEndsBitForBitTheSame_data()
    {
        QTest::addColumn<int>("variant");
        QTest::addColumn<int>("step");
        // The first steps, inside each epoch, at an epoch's last step (stopped in its evaluation), the end.
        for (int variant = 0; variant < int(std::size(Variants)); ++variant)
            for (const int step : {1, 2, 5, 8, 9, 10, 13, 14, 15, 17, 18, 19, 24, 26, 27})
                QTest::addRow("%s, step %d", Variants[variant].name, step) << variant << step;
    }

    void aStoppedAndResumedRunEndsBitForBitTheSame()
    {
        QFETCH(int, variant);
        QFETCH(int, step);
        TrainRequest request = requestFor(m_folder, QTest::currentDataTag(), Variants[variant]);
        const RunOutcome stopped = trainUntil(request, step);
        QVERIFY2(stopped.kind == RunOutcome::Kind::Stopped, stopped.message.c_str());
        QCOMPARE(stopped.steps, std::int64_t(step));
        request.resume = true;
        const RunOutcome outcome = trainToEnd(request);
        QVERIFY2(outcome.kind == RunOutcome::Kind::Completed, outcome.message.c_str());
        QCOMPARE(outcome.steps, std::int64_t(AllSteps));
        QCOMPARE(outcome.epochs, 3);
        requireSame(request, Variants[variant]);
    }

    void everyFamilyEndsBitForBitTheSame_data()
    {
        QTest::addColumn<int>("family");
        QTest::addRow("vit") << int(Family::Vit);
        QTest::addRow("hybrid") << int(Family::Hybrid);
        QTest::addRow("cnn") << int(Family::Cnn); // with its norms' running figures
    }

    void everyFamilyEndsBitForBitTheSame()
    {
        QFETCH(int, family);
        const auto request = [&](const char* name) {
            TrainRequest result = smallRequest(m_folder, QString(QTest::currentDataTag()) + name);
            result.model.family = Family(family);
            if (result.model.family != Family::Cnn) {
                result.model.depth = 2;
                result.model.registers = 1;
                result.model.dropPath = 0.3;
            }
            return result;
        };
        const TrainRequest whole = request(" whole");
        QCOMPARE(trainToEnd(whole).steps, std::int64_t(AllSteps));
        TrainRequest parts = request(" in parts");
        trainUntil(parts, 5);
        parts.resume = true;
        trainUntil(parts, 14);
        const RunOutcome outcome = trainToEnd(parts);
        QVERIFY2(outcome.kind == RunOutcome::Kind::Completed, outcome.message.c_str());
        QVERIFY(tensorsOf(lastCheckpoint(parts)) == tensorsOf(lastCheckpoint(whole)));
        QCOMPARE(epochRows(parts), epochRows(whole));
    }

    void aRunStoppedEveryFourStepsEndsTheSameToo()
    {
        for (const Variant& variant : Variants) {
            TrainRequest request = requestFor(m_folder, QString("chain ") + variant.name, variant);
            RunOutcome outcome;
            for (int step = 4; step < AllSteps; step += 4) {
                outcome = trainUntil(request, step);
                QVERIFY2(outcome.kind == RunOutcome::Kind::Stopped, outcome.message.c_str());
                request.resume = true;
            }
            outcome = trainToEnd(request);
            QVERIFY2(outcome.kind == RunOutcome::Kind::Completed, outcome.message.c_str());
            requireSame(request, variant);
        }
    }

    void aRunThatDiedBeforeItsFirstCheckpointBeginsAgain()
    {
        TrainRequest request = requestFor(m_folder, "no checkpoint", Variants[0]);
        QCOMPARE(trainUntil(request, 3).steps, std::int64_t(3));
        std::filesystem::remove(lastCheckpoint(request));
        request.resume = true;
        const RunOutcome outcome = trainToEnd(request);
        QVERIFY2(outcome.kind == RunOutcome::Kind::Completed, outcome.message.c_str());
        requireSame(request, Variants[0]);
    }

    void metricsHaveTheirHeaderAndNoRowTwiceAfterAResume()
    {
        TrainRequest request = requestFor(m_folder, "metrics", Variants[0]);
        trainUntil(request, 13);
        // As a kill in the middle of a later row leaves it.
        std::ofstream(request.folder / "metrics.csv", std::ios::app)
            << "15,1.6,0.123,0.001,1,1,1,0.5,,,,,\n16,1.";
        request.resume = true;
        trainToEnd(request);
        const auto lines = linesOf(request.folder / "metrics.csv");
        QCOMPARE(QString::fromStdString(lines.front()),
                 QStringLiteral(
                     "step,epoch,seconds,learning_rate,gradient_norm,images_per_second,train_loss,"
                     "train_accuracy,validation_loss,validation_accuracy,test_loss,test_accuracy,spike"));
        std::set<std::pair<std::string, bool>> seen; // a step has a batch's row and may have an epoch's
        std::int64_t before = 0;
        for (std::size_t i = 1; i < lines.size(); ++i) {
            const auto fields = QString::fromStdString(lines[i]).split(',');
            QCOMPARE(fields.size(), 13);
            const auto key = std::pair(fields[0].toStdString(), fields[11].isEmpty());
            QVERIFY2(seen.insert(key).second, lines[i].c_str());
            QVERIFY2(fields[2] != "0.123", "a row of a step that was done again");
            QVERIFY(fields[0].toLongLong() >= before);
            before = fields[0].toLongLong();
        }
        QCOMPARE(before, std::int64_t(AllSteps));
        QCOMPARE(epochRows(request).size(), 1 + 3); // with the header
    }

    void anotherDataSetIsRefusedAndTheRunStaysWhatItWas()
    {
        TrainRequest request = requestFor(m_folder, "other data", Variants[0]);
        trainUntil(request, 5);
        const std::string json = bytesOfFile(request.folder / "run.json");
        request.resume = true;
        request.data = colourDataset(170, 30);
        const RunOutcome outcome = trainToEnd(request);
        QVERIFY(outcome.kind == RunOutcome::Kind::Failed);
        QVERIFY(outcome.failure == Error::Kind::BadInput);
        QVERIFY2(outcome.message.find("expected Colours with 160 training images, as the run began with, "
                                      "found Colours with 170 training images") != std::string::npos,
                 outcome.message.c_str());
        QVERIFY(bytesOfFile(request.folder / "run.json") == json);
    }

    void otherPicturesOfTheSameNameAndNumberAreRefusedToo()
    {
        TrainRequest request = requestFor(m_folder, "other content", Variants[0]);
        trainUntil(request, 5);
        request.resume = true;
        const auto changed = std::make_shared<Dataset>(*request.data);
        changed->labels[3] = std::uint8_t((changed->labels[3] + 1) % 3);
        request.data = changed;
        const RunOutcome outcome = trainToEnd(request);
        QVERIFY(outcome.failure == Error::Kind::BadInput);
        QVERIFY2(outcome.message.find("pictures or labels whose content is") != std::string::npos,
                 outcome.message.c_str());
    }

    void whereARunComputesMayChangeWhatItIsMayNot()
    {
        TrainRequest request = requestFor(m_folder, "elsewhere", Variants[0]);
        trainUntil(request, 5);
        request.resume = true;
        request.train.epochs = 1;
        request.train.learningRate = 1;
        request.train.device = "cuda:99";
        RunOutcome outcome = trainToEnd(request);
        QVERIFY2(outcome.message.find("found cuda:99") != std::string::npos, outcome.message.c_str());
        request.train.device = "auto";
        request.train.precision = Precision::Auto;
        outcome = trainToEnd(request);
        QVERIFY2(outcome.kind == RunOutcome::Kind::Completed, outcome.message.c_str());
        requireSame(request, Variants[0]);
    }

    void aRunSizedInMinutesReportsTheRateOfItsLastStepAfterAResume()
    {
        TrainRequest request = requestFor(m_folder, "minutes", Variants[0]);
        request.train.minutes = 1;
        request.train.warmup = 0;
        trainUntil(request, StepsPerEpoch); // stopped in the evaluation after the epoch's last step
        request.resume = true;
        std::vector<double> rates;
        RunControl control;
        TrainObserver observer;
        observer.onEpoch = [&](const EpochReport& report) {
            rates.push_back(report.learningRate);
            control.stop();
        };
        train(request, control, observer);
        QCOMPARE(rates.size(), std::size_t(1));
        QVERIFY2(rates[0] > 2e-3 && rates[0] <= 3e-3, qPrintable(QString::number(rates[0])));
    }

    void anEpochWhoseStepsAreDoneIsScoredThoughTheTimeIsUp()
    {
        TrainRequest request = requestFor(m_folder, "time is up", Variants[0]);
        request.train.minutes = 1;
        trainUntil(request, StepsPerEpoch); // stopped in the evaluation after the epoch's last step
        editDescription(request, "\"minutes\": 1.0", "\"minutes\": 0.0001");
        request.resume = true;
        const RunOutcome outcome = trainToEnd(request);
        QVERIFY2(outcome.kind == RunOutcome::Kind::Completed, outcome.message.c_str());
        QCOMPARE(outcome.epochs, 1);
        QCOMPARE(outcome.steps, std::int64_t(StepsPerEpoch));
        QVERIFY(outcome.testAccuracy >= 0);
    }

    void aDamagedCheckpointIsRefusedWithItsName()
    {
        TrainRequest request = requestFor(m_folder, "damaged", Variants[0]);
        trainUntil(request, 5);
        std::filesystem::resize_file(lastCheckpoint(request),
                                     std::filesystem::file_size(lastCheckpoint(request)) - 1);
        const std::string json = bytesOfFile(request.folder / "run.json");
        request.resume = true;
        const RunOutcome outcome = trainToEnd(request);
        QVERIFY(outcome.kind == RunOutcome::Kind::Failed);
        QVERIFY2(outcome.message.find("last.safetensors: expected") != std::string::npos,
                 outcome.message.c_str());
        QVERIFY(bytesOfFile(request.folder / "run.json") == json);
    }

    void aRunWhoseLastCheckpointIsGoneKeepsItsBestModel()
    {
        TrainRequest request = requestFor(m_folder, "gone", Variants[0]);
        trainToEnd(request);
        std::filesystem::remove(lastCheckpoint(request));
        const std::string json = bytesOfFile(request.folder / "run.json");
        const std::string metrics = bytesOfFile(request.folder / "metrics.csv");
        request.resume = true;
        const RunOutcome outcome = trainToEnd(request);
        QVERIFY(outcome.failure == Error::Kind::BadInput);
        QVERIFY2(outcome.message.find("found none; begin it again in another folder") != std::string::npos,
                 outcome.message.c_str());
        QVERIFY(bytesOfFile(request.folder / "run.json") == json);
        QVERIFY(bytesOfFile(request.folder / "metrics.csv") == metrics);
    }

    void whatIsNoRunCannotBeResumed()
    {
        TrainRequest request = requestFor(m_folder, "never began", Variants[0]);
        request.resume = true;
        const RunOutcome outcome = trainToEnd(request);
        QVERIFY(outcome.failure == Error::Kind::BadInput);
        QVERIFY(outcome.message.find("expected a run folder with a run.json") != std::string::npos);
        QVERIFY(!std::filesystem::exists(request.folder));
    }

    void aHandEditedRunIsCheckedBeforeItGoesOn()
    {
        TrainRequest request = requestFor(m_folder, "edited", Variants[0]);
        trainUntil(request, 5);
        editDescription(request, "\"batch_size\": 16", "\"batch_size\": 0");
        request.resume = true;
        const RunOutcome outcome = trainToEnd(request);
        QVERIFY(outcome.kind == RunOutcome::Kind::Failed);
        QCOMPARE(QString::fromStdString(outcome.message),
                 QStringLiteral("batch_size: expected 1 to 65536, found 0"));
    }

private:
    void requireSame(const TrainRequest& request, const Variant& variant)
    {
        const TrainRequest& whole = m_whole[variant.name];
        QCOMPARE(epochRows(request), epochRows(whole));
        for (const char* file : {"checkpoints/last.safetensors", "checkpoints/best.safetensors"}) {
            const auto expected = tensorsOf(whole.folder / file);
            const auto found = tensorsOf(request.folder / file);
            QVERIFY(!expected.empty());
            for (const auto& [name, bytes] : expected)
                QVERIFY2(found.contains(name) && found.at(name) == bytes, name.c_str());
            QCOMPARE(found.size(), expected.size());
        }
    }

    QTemporaryDir m_folder;
    std::map<std::string, TrainRequest> m_whole;
};

SACCADE_SUITE(ResumeTest)
#include "resume_test.moc"
