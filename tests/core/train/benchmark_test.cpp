// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/benchmark.h"

#include "core/values/error.h"
#include "core/values/model_flops.h"
#include "tests/support/suite.h"

#include <algorithm>
#include <filesystem>

using namespace saccade;

namespace {

BenchmarkRequest smallBenchmark()
{
    BenchmarkRequest request;
    request.model.patchSize = 8;
    request.model.dim = 16;
    request.model.depth = 1;
    request.model.heads = 2;
    request.batchSize = 16;
    request.threads = 1;
    request.rounds = 2;
    request.seconds = 0.1;
    request.mixed = false;
    return request;
}

int foldersLeftBehind()
{
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::temp_directory_path()))
        count += int(entry.path().filename().string() ==
                     "saccade-bench-" + std::to_string(QCoreApplication::applicationPid()));
    return count;
}

} // namespace

class BenchmarkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void trainingAndItsCeilingAreMeasuredRoundByRound()
    {
        std::vector<double> shares;
        RunControl control;
        const BenchmarkRequest request = smallBenchmark();
        const auto result = runBenchmark(request, control,
                                         [&](double share, const std::string&) { shares.push_back(share); });
        QVERIFY(result && result->fp32);
        QVERIFY(!result->mixed);
        const BenchmarkFigures& figures = *result->fp32;
        QCOMPARE(figures.imagesPerSecondByRound.size(), std::size_t(2));
        QCOMPARE(figures.gemmGflopsByRound.size(), std::size_t(2));
        const auto [least, most] =
            std::minmax_element(figures.imagesPerSecondByRound.begin(), figures.imagesPerSecondByRound.end());
        QVERIFY(*least > 0);
        QVERIFY(figures.imagesPerSecond >= *least && figures.imagesPerSecond <= *most);
        QCOMPARE(figures.shareOfCeiling,
                 figures.imagesPerSecond * trainingFlopPerImage(request.model) / (figures.gemmGflops * 1e9));
        QVERIFY(figures.shareOfCeiling > 0);
        QCOMPARE(result->threads, 1);
        QVERIFY(!result->libtorch.empty() && !result->blas.empty());
        QVERIFY(std::is_sorted(shares.begin(), shares.end()));
        QCOMPARE(shares.front(), 0.0);
        QCOMPARE(shares.back(), 1.0);
        QCOMPARE(foldersLeftBehind(), 0);
    }

    void stoppedItHasNothingToSay()
    {
        RunControl control;
        BenchmarkRequest request = smallBenchmark();
        request.rounds = 1000;
        const auto stopAtTraining = [&control](double, const std::string& what) {
            if (what.find("training") != std::string::npos)
                control.stop();
        };
        QVERIFY(!runBenchmark(request, control, stopAtTraining));
        QCOMPARE(foldersLeftBehind(), 0);
    }

    void whatCannotBeTrainedIsAnError()
    {
        RunControl control;
        BenchmarkRequest request = smallBenchmark();
        request.model.heads = 3; // does not divide 16
        QVERIFY_EXCEPTION_THROWN(runBenchmark(request, control), Error);
        QCOMPARE(foldersLeftBehind(), 0);
    }

    void theCeilingIsSoughtInTheModelsOwnProductsToo()
    {
        ModelSpec spec;
        const auto shapes = gemmShapes(spec, 128);
        const auto has = [&shapes](const GemmShape& shape) {
            return std::find(shapes.begin(), shapes.end(), shape) != shapes.end();
        };
        QVERIFY(has({2048, 2048, 2048, false}));
        QVERIFY(has({128 * 65, 192, 768, true}));
        QVERIFY(has({128 * 65, 768, 192, true}));
        QVERIFY(has({128 * 65, 192, 576, true}));
        QCOMPARE((GemmShape{2, 3, 5, false}).flop(), 60.0);
        QVERIFY(measureGemm({64, 64, 64, false}, false, "cpu", 0.01) > 0);
        QVERIFY(measureGemm({64, 64, 64, true}, true, "cpu", 0.01) > 0);
    }
};

SACCADE_SUITE(BenchmarkTest)
#include "benchmark_test.moc"
