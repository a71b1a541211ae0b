// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/shapes.h"
#include "core/model/random_scope.h"
#include "core/torch.h"
#include "core/train/evaluate_rows.h"
#include "core/train/train_step.h"
#include "tests/core/train/small_run.h"
#include "tests/support/suite.h"

#include <torch/cuda.h>

using namespace saccade;
using namespace saccade::test;

namespace {

ModelSpec specOf(const std::string& family)
{
    ModelSpec spec;
    spec.imageSize = 32;
    spec.classes = 3;
    spec.dim = 48;
    spec.depth = 2;
    spec.heads = 3;
    spec.mlpRatio = 2;
    spec.dropPath = 0.1;
    if (family == "hybrid")
        spec.family = Family::Hybrid;
    if (family == "CNN") {
        spec.family = Family::Cnn;
        spec.dropPath = 0;
    }
    if (family == "post-norm with dropout") {
        spec.normOrder = NormOrder::Post;
        spec.dropout = 0.1;
    }
    return spec;
}

/// A network that learns the same pictures again and again.
struct Learner
{
    Learner(const ModelSpec& spec, TrainSpec train, torch::Device where, bool bf16 = false)
        : device(where)
        , train(std::move(train))
    {
        {
            const RandomScope random(1);
            network = makeNetwork(spec);
        }
        network->to(device);
        network->train();
        optimizer = std::make_unique<ParameterOptimizer>(this->train, *network, bf16);
        step = std::make_unique<TrainStep>(this->train, *network, *optimizer, device, bf16, spec.patchSize);
        torch::manual_seed(7);
        const auto pictures = torch::randn({16, 3, 32, 32});
        const auto labels = torch::arange(16).remainder(spec.classes);
        whole = {pictures.to(device),
                 at::one_hot(labels, spec.classes).to(torch::kFloat32).to(device),
                 labels.to(device),
                 {}};
        cut = whole;
        cut.pictures = whole.pictures.narrow(2, 4, 24).narrow(3, 8, 24).contiguous();
        cut.window = {24, 4, 8};
    }

    /// Each step's loss; every third step is on a window.
    std::vector<double> losses(int steps)
    {
        std::vector<double> result;
        for (int i = 0; i < steps; ++i) {
            const auto taken = step->take(i % 3 == 2 ? cut : whole, i, 1e-3 * (1 + i % 4));
            result.push_back(taken.loss.cpu().item<double>());
        }
        return result;
    }

    torch::Device device;
    TrainSpec train;
    std::shared_ptr<Network> network;
    std::unique_ptr<ParameterOptimizer> optimizer;
    std::unique_ptr<TrainStep> step;
    StepInput whole;
    StepInput cut;
};

bool close(const std::vector<double>& one, const std::vector<double>& other, double tolerance)
{
    for (std::size_t i = 0; i < one.size(); ++i)
        if (!(std::abs(one[i] - other[i]) <= tolerance * std::abs(other[i])))
            return false;
    return one.size() == other.size();
}

QString text(const std::vector<double>& one, const std::vector<double>& other)
{
    QString result;
    for (std::size_t i = 0; i < one.size(); ++i)
        result += QString("%1 %2, ").arg(one[i], 0, 'g', 8).arg(other[i], 0, 'g', 8);
    return result;
}

} // namespace

/// What a CUDA device computes. Where there is none, nothing is tested.
class CudaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        if (!torch::cuda::is_available())
            QSKIP("needs a CUDA device and a LibTorch with CUDA");
    }

    void stepsAreTheProcessors()
    {
        ModelSpec spec = specOf("ViT");
        spec.dropPath = 0; // whose random numbers are others
        const torch::Device device(torch::kCUDA, 0);
        const DeviceStream stream(device);
        Learner here(spec, {}, torch::kCPU);
        Learner there(spec, {}, device);
        const auto wanted = here.losses(20);
        const auto found = there.losses(20);
        QVERIFY(there.step->isRecording());
        QVERIFY2(close(found, wanted, 1e-3), qPrintable(text(found, wanted)));
        QVERIFY(wanted.back() < 0.5 * wanted.front());
    }

    void recordedStepsAreTheStepsThemselves_data()
    {
        QTest::addColumn<QByteArray>("family");
        QTest::addColumn<int>("optimizer");
        QTest::addColumn<bool>("bf16");
        for (const bool bf16 : {false, true})
            for (const char* family : {"ViT", "post-norm with dropout", "hybrid", "CNN"})
                for (const auto optimizer : {saccade::Optimizer::AdamW, saccade::Optimizer::Muon})
                    QTest::addRow("%s %d %s", family, int(optimizer), bf16 ? "bf16" : "fp32")
                        << QByteArray(family) << int(optimizer) << bf16;
        QTest::addRow("SGD") << QByteArray("ViT") << int(saccade::Optimizer::Sgd) << false;
        QTest::addRow("Adam") << QByteArray("ViT") << int(saccade::Optimizer::Adam) << false;
    }

    void recordedStepsAreTheStepsThemselves()
    {
        QFETCH(QByteArray, family);
        QFETCH(int, optimizer);
        QFETCH(bool, bf16);
        TrainSpec train;
        train.optimizer = saccade::Optimizer(optimizer);
        train.emaDecay = 0.9;
        const torch::Device device(torch::kCUDA, 0);
        const DeviceStream stream(device);
        Learner recorded(specOf(family.toStdString()), train, device, bf16);
        Learner plain(specOf(family.toStdString()), train, device, bf16);
        plain.step->neverRecord();
        const auto found = recorded.losses(30);
        const auto wanted = plain.losses(30);
        QVERIFY(recorded.step->isRecording());
        // Sums of many numbers come in whatever order, and steps go where they lead: not the last bit.
        QVERIFY2(close(found, wanted, bf16 ? 0.05 : 0.01), qPrintable(text(found, wanted)));
        const auto one = recorded.optimizer->state();
        const auto other = plain.optimizer->state();
        for (std::size_t i = 0; i < one.size(); ++i) {
            const double apart = (one[i].second - other[i].second).norm().item<double>();
            QVERIFY2(apart <= 0.1 * other[i].second.norm().item<double>() + 1e-6,
                     qPrintable(QString("%1: %2").arg(one[i].first.c_str()).arg(apart)));
        }
    }

    void aToySetIsLearned_data()
    {
        QTest::addColumn<bool>("bf16");
        QTest::newRow("fp32") << false;
        QTest::newRow("bf16") << true;
    }

    void aToySetIsLearned()
    {
        QFETCH(bool, bf16);
        const QTemporaryDir folder;
        TrainRequest request = smallRequest(folder);
        request.train.device = "cuda";
        request.train.precision = bf16 ? Precision::Bf16 : Precision::Fp32;
        request.train.epochs = 8;
        const RunOutcome outcome = trainToEnd(request);
        QVERIFY2(outcome.kind == RunOutcome::Kind::Completed, outcome.message.c_str());
        QVERIFY2(outcome.testAccuracy > 0.9, qPrintable(QString::number(outcome.testAccuracy)));
    }

    void aStoppedRunGoesOnWhereItWas()
    {
        const QTemporaryDir folder;
        TrainRequest whole = smallRequest(folder, "whole");
        TrainRequest parts = smallRequest(folder, "parts");
        for (TrainRequest* request : {&whole, &parts}) {
            request->train.device = "cuda";
            request->train.emaDecay = 0.9;
        }
        QVERIFY(trainToEnd(whole).kind == RunOutcome::Kind::Completed);
        QVERIFY(trainUntil(parts, StepsPerEpoch + 4).kind == RunOutcome::Kind::Stopped);
        parts.resume = true;
        const RunOutcome outcome = trainToEnd(parts);
        QVERIFY2(outcome.kind == RunOutcome::Kind::Completed, outcome.message.c_str());
        QCOMPARE(outcome.steps, std::int64_t(AllSteps));
        const auto one = tensorsOf(lastCheckpoint(whole));
        const auto other = tensorsOf(lastCheckpoint(parts));
        QCOMPARE(one.size(), other.size());
        for (const auto& [name, bytes] : one) {
            QCOMPARE(bytes.size(), other.at(name).size());
            const auto count = std::int64_t(bytes.size() / sizeof(float));
            const auto tensor = [count](const std::vector<std::byte>& of) {
                return torch::from_blob(const_cast<std::byte*>(of.data()), {count}).clone();
            };
            const auto wanted = tensor(bytes);
            const double apart = (tensor(other.at(name)) - wanted).norm().item<double>();
            QVERIFY2(apart <= 1e-2 * wanted.norm().item<double>() + 1e-6, name.c_str());
        }
    }

    void aModelAnswersAsOnTheProcessor()
    {
        const DatasetPtr data = makeShapes(2, 10, 300);
        ModelSpec spec = specOf("ViT");
        spec.classes = int(data->classNames.size());
        const RandomScope random(1);
        const auto network = makeNetwork(spec);
        ModelInfo info;
        info.spec = spec;
        RunControl control;
        const auto rows = rowsOf(*data, Split::Test);
        const auto wanted = evaluateRows(*network, info, *data, rows, control, {false, true});
        network->to(torch::Device(torch::kCUDA, 0));
        const auto found = evaluateRows(*network, info, *data, rows, control, {false, true});
        QVERIFY(wanted && found);
        QVERIFY(std::abs(wanted->loss - found->loss) < 1e-4);
        QVERIFY(std::abs(wanted->accuracy - found->accuracy) < 0.01);
    }
};

SACCADE_SUITE(CudaTest)
#include "cuda_test.moc"
