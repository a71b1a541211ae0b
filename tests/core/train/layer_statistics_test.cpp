// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/layer_statistics.h"

#include "core/model/output_probe.h"
#include "core/train/layer_table.h"
#include "core/train/optimizer.h"
#include "tests/core/train/small_run.h"
#include "tests/support/small_models.h"
#include "tests/support/suite.h"

#include <cmath>
#include <fstream>

using namespace saccade;
using namespace saccade::test;

namespace {

using Names = std::vector<std::string>;

Names groupNames(const Names& parameters)
{
    Names names;
    for (const LayerGroup& group : groupParameters(parameters))
        names.push_back(group.name);
    return names;
}

/// Two blocks of one weight each, between an embedding and a head. Each part's output is what the test says.
class Toy : public torch::nn::Module
{
public:
    class Part : public torch::nn::Module
    {
    public:
        explicit Part(std::vector<float> values)
        {
            weight = register_parameter("weight", torch::tensor(values));
            weight.mutable_grad() = torch::zeros_like(weight);
        }
        torch::Tensor weight;
    };
    class List : public torch::nn::Module
    {
    public:
        void add(std::shared_ptr<Part> part)
        {
            register_module(std::to_string(children().size()), std::move(part));
        }
    };

    Toy()
    {
        embedding = register_module("patches", std::make_shared<Part>(std::vector{3.0F, 4.0F}));
        first = std::make_shared<Part>(std::vector{1.0F, 2.0F, 2.0F});
        second = std::make_shared<Part>(std::vector{6.0F, 8.0F});
        const auto list = register_module("stages", std::make_shared<List>());
        list->add(first);
        list->add(second);
        head = register_module("classifier", std::make_shared<Part>(std::vector{0.0F}));
    }

    std::shared_ptr<Part> embedding;
    std::shared_ptr<Part> first;
    std::shared_ptr<Part> second;
    std::shared_ptr<Part> head;
};

std::vector<std::string> linesOf(const std::filesystem::path& file)
{
    std::ifstream stream(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

} // namespace

class LayerStatisticsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parametersAreGroupedByTheirNamesAlone()
    {
        QCOMPARE(groupNames({"cls_token", "pos_embed", "patch_embed.proj.weight", "blocks.0.norm1.weight",
                             "blocks.1.mlp.fc1.weight", "blocks.0.attn.qkv.weight", "blocks.10.norm1.weight",
                             "norm.weight", "head.weight"}),
                 (Names{"embedding", "blocks.0", "blocks.1", "blocks.10", "head"}));
        QCOMPARE(groupNames({"stem.conv.weight", "layers.0.conv1.weight", "layers.0.bn1.weight",
                             "layers.1.conv1.weight", "fc.bias"}),
                 (Names{"embedding", "layers.0", "layers.1", "head"}));
        QCOMPARE(groupNames({"conv1.weight", "conv1.bias", "fc.weight"}), (Names{"conv1", "fc"}));
        QCOMPARE(groupNames({}), Names{});
        const auto groups = groupParameters({"a", "blocks.0.x", "b", "blocks.1.x", "c", "d"});
        QCOMPARE(groups.size(), std::size_t(5));
        QCOMPARE(groups[2].name, std::string("b"));
        QCOMPARE(groups[4].parameters, (std::vector<std::size_t>{4, 5}));
    }

    void normsAreThoseComputedByHand()
    {
        Toy toy;
        toy.embedding->weight.mutable_grad().copy_(torch::tensor({0.6F, 0.8F}));
        toy.first->weight.mutable_grad().copy_(torch::tensor({2.0F, 3.0F, 6.0F}));
        toy.head->weight.mutable_grad().fill_(-5.0F);
        const auto forward = [](const torch::Tensor& pictures) {
            OutputProbe::note("embedding", pictures);
            OutputProbe::note("stages", 1, torch::tensor({{0.0F, -8.0F}, {4.0F, 0.0F}}));
        };
        LayerWatch watch(toy, forward, torch::tensor({1.0F, 3.0F}));
        watch.begin(0.0, 0);
        {
            const torch::NoGradGuard noGrad;
            toy.first->weight.add_(torch::tensor({0.0F, 0.3F, -0.4F})); // the step: length 0.5
        }
        const LayerReport report = watch.finish(7, 0.5);
        QCOMPARE(report.step, std::int64_t(7));
        QCOMPARE(report.epoch, 0.5);
        QCOMPARE(report.layers.size(), std::size_t(4));
        const auto close = [](double a, double b) { return std::abs(a - b) < 1e-6; };
        const auto& [embedding, first, second, head] =
            std::tie(report.layers[0], report.layers[1], report.layers[2], report.layers[3]);
        QCOMPARE(first.name, std::string("stages.0"));
        QCOMPARE(first.parameters, std::int64_t(3));
        QVERIFY(close(embedding.gradientNorm, 1.0) && close(embedding.weightNorm, 5.0));
        QVERIFY(close(first.gradientNorm, 7.0) && close(first.weightNorm, 3.0));
        QVERIFY(close(first.updateRatio, 0.5 / 3.0));
        QVERIFY(close(second.gradientNorm, 0.0) && close(second.weightNorm, 10.0) &&
                second.updateRatio == 0.0);
        QVERIFY(close(head.gradientNorm, 5.0) && std::isnan(head.updateRatio)); // no weights to compare with
        QVERIFY(close(embedding.activationMean, 2.0) && close(embedding.activationDeviation, 1.0));
        QVERIFY(close(embedding.activationLargest, 3.0) && embedding.activationZeros == 0.0);
        // 0, -8, 4, 0: mean -1, squares about it 1 + 49 + 25 + 1 = 76, 76 / 4 = 19
        QVERIFY(close(second.activationMean, -1.0) && close(second.activationDeviation, std::sqrt(19.0)));
        QVERIFY(close(second.activationLargest, 8.0) && close(second.activationZeros, 0.5));
        QVERIFY(std::isnan(first.activationMean)); // nobody told
    }

    void aReportComesEveryTwoSecondsAndAtEachEpoch()
    {
        Toy toy;
        LayerWatch watch(toy, [](const torch::Tensor&) {}, {});
        QVERIFY(watch.isDue(10.0, 0));
        watch.begin(10.0, 0);
        watch.finish(1, 0.0);
        QVERIFY(!watch.isDue(11.9, 0));
        QVERIFY(watch.isDue(11.95, 1)); // an epoch begins
        watch.begin(11.95, 1);
        watch.finish(2, 1.0);
        QVERIFY(!watch.isDue(13.9, 1));
        QVERIFY(watch.isDue(40.0, 1));
    }

    void theLengthsOfLayersMakeUpThatOfTheGradient()
    {
        const ModelSpec spec = smallSpec();
        const auto network = livelyNetwork(spec, 5);
        TrainSpec train;
        train.clipNorm = 0.01;
        ParameterOptimizer optimizer(train, *network);
        const auto pictures = randomPictures(spec, 4, 6);
        LayerWatch watch(
            *network, [&](const torch::Tensor& x) { network->forward(x); }, pictures);
        network->train();
        network->forward(pictures).square().sum().backward();
        watch.begin(0.0, 0);
        const double whole = optimizer.clipGradients().item<double>();
        optimizer.step(1e-3);
        const LayerReport report = watch.finish(1, 0.0);
        double squares = 0.0;
        for (const LayerStatistics& layer : report.layers) {
            squares += layer.gradientNorm * layer.gradientNorm;
            QVERIFY(layer.updateRatio > 0.0);
            QVERIFY(std::isfinite(layer.activationDeviation));
        }
        QVERIFY(std::abs(std::sqrt(squares) - whole) < 1e-4 * whole);
        QCOMPARE(report.layers.size(), std::size_t(spec.depth + 2));
        QVERIFY(network->is_training());
        for (const auto& parameter : network->parameters())
            QVERIFY(!parameter.grad().requires_grad());
    }

    void aRunWritesARowALayerAndResumingDropsWhatIsDoneAgain()
    {
        const QTemporaryDir folder;
        TrainRequest request = smallRequest(folder);
        request.model.depth = 2;
        std::vector<LayerReport> reports;
        TrainObserver observer;
        observer.onLayers = [&](const LayerReport& report) { reports.push_back(report); };
        QVERIFY(trainToEnd(request, observer).kind == RunOutcome::Kind::Completed);
        QVERIFY(reports.size() >= 3); // three epochs
        const auto lines = linesOf(request.folder / "layers.csv");
        QCOMPARE(lines.size(), 1 + 4 * reports.size());
        QCOMPARE(lines[0], std::string(LayerTableHeader));
        const QStringList header = QString::fromStdString(lines[0]).split(',');
        const QStringList row = QString::fromStdString(lines[2]).split(',');
        QCOMPARE(row.size(), header.size());
        QCOMPARE(row[0], QStringLiteral("1"));
        QCOMPARE(row[2], QStringLiteral("blocks.0"));
        QVERIFY(row[header.indexOf("gradient_norm")].toDouble() > 0.0);
        QVERIFY(row[header.indexOf("activation_deviation")].toDouble() > 0.0);

        TrainRequest stopped = smallRequest(folder, "stopped");
        trainUntil(stopped, StepsPerEpoch + 4);
        std::ofstream(stopped.folder / "layers.csv", std::ios::app)
            << "20,2.2,nobody,1,1,1,1,1,1,1,1\n13,1.4,hea"; // after the checkpoint, and half a row
        stopped.resume = true;
        QVERIFY(trainToEnd(stopped).kind == RunOutcome::Kind::Completed);
        qint64 last = 0;
        for (const std::string& line : linesOf(stopped.folder / "layers.csv")) {
            if (line == LayerTableHeader)
                continue;
            const QStringList fields = QString::fromStdString(line).split(',');
            QCOMPARE(fields.size(), header.size());
            QVERIFY(fields[2] != "nobody" && fields[0].toLongLong() >= last);
            last = fields[0].toLongLong();
        }
        QVERIFY(last > StepsPerEpoch);
    }

    void whatIsNotANumberIsAnEmptyField()
    {
        LayerReport report{5, 0.25, {}};
        LayerStatistics layer;
        layer.name = "blocks.0";
        layer.parameters = 12;
        layer.gradientNorm = INFINITY;
        layer.weightNorm = 2.5;
        report.layers = {layer, layer};
        QCOMPARE(layerTableRows(report),
                 std::string("5,0.25,blocks.0,12,,2.5,,,,,\n5,0.25,blocks.0,12,,2.5,,,,,"));
        QCOMPARE(layerTableRows({}), std::string());
    }
};

SACCADE_SUITE(LayerStatisticsTest)
#include "layer_statistics_test.moc"
