// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/benchmark.h"

#include "core/data/shapes.h"
#include "core/platform/blas.h"
#include "core/platform/cpu.h"
#include "core/platform/durable_io.h"
#include "core/torch.h"
#include "core/train/engine.h"
#include "core/train/trainer.h"
#include "core/values/error.h"
#include "core/values/model_flops.h"
#include "core/values/robust_score.h"

#include <torch/version.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>

namespace saccade {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int FirstStep = 5;       // the ones before it make kernels, fetch pages and fill caches
constexpr int FewestSteps = 3;     // that a figure is made of, however slow the machine is
constexpr double GemmShare = 0.05; // of a measurement of training, for each product

/// A run folder for one measurement, which leaves nothing behind.
class TemporaryFolder
{
public:
    TemporaryFolder()
        : m_path(fs::temp_directory_path() / ("saccade-bench-" + std::to_string(platform::processId())))
    {
        fs::remove_all(m_path);
    }
    ~TemporaryFolder()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

/// Time and pictures between steps: the end of an epoch, which is no step, is left out.
class StepClock
{
public:
    explicit StepClock(int batchSize)
        : m_batchSize(batchSize)
    {
    }
    void onStep(std::int64_t step)
    {
        const auto now = Clock::now();
        if (step > FirstStep && m_isRunning) {
            m_seconds += std::chrono::duration<double>(now - m_last).count();
            ++m_steps;
        }
        m_last = now;
        m_isRunning = step >= FirstStep;
    }
    void onEpoch() { m_isRunning = false; }

    int steps() const { return m_steps; }
    double seconds() const { return m_seconds; }
    double imagesPerSecond() const { return double(m_steps) * m_batchSize / m_seconds; }

private:
    int m_batchSize;
    bool m_isRunning = false;
    Clock::time_point m_last;
    double m_seconds = 0.0;
    int m_steps = 0;
};

/// One precision's measurements.
struct Series
{
    bool bf16 = false;
    std::vector<GemmShape> shapes;
    std::vector<double> training;          // images/s of each round
    std::vector<std::vector<double>> gemm; // GFLOP/s of each shape, of each round
};

/// Images/s of the trainer; nothing where `control` stopped it. Tells how much of it is done, in 0..1.
std::optional<double> measureTraining(const BenchmarkRequest& request, const DatasetPtr& data, bool bf16,
                                      RunControl& control, const std::function<void(double)>& tell)
{
    const TemporaryFolder folder;
    TrainRequest run;
    run.model = request.model;
    run.train.batchSize = request.batchSize;
    run.train.epochs = 100000; // until it is stopped
    run.train.validationShare = 0;
    run.train.precision = bf16 ? Precision::Bf16 : Precision::Fp32;
    run.train.device = "cpu";
    run.train.threads = request.threads;
    run.data = data;
    run.folder = folder.path();

    RunControl own;
    StepClock clock(request.batchSize);
    TrainObserver observer;
    observer.onStep = [&](std::int64_t step) {
        clock.onStep(step);
        tell(std::min(1.0, clock.seconds() / request.seconds));
        if (control.isStopping() || (clock.seconds() >= request.seconds && clock.steps() >= FewestSteps))
            own.stop();
    };
    observer.onEpoch = [&](const EpochReport&) { clock.onEpoch(); };
    const RunOutcome outcome = train(run, own, observer);
    if (outcome.kind == RunOutcome::Kind::Failed)
        throw Error(outcome.message, outcome.failure);
    if (control.isStopping())
        return std::nullopt;
    return clock.imagesPerSecond();
}

BenchmarkFigures figuresOf(const Series& series, double flopPerImage)
{
    BenchmarkFigures figures;
    figures.imagesPerSecondByRound = series.training;
    figures.imagesPerSecond = median(series.training);
    for (std::size_t i = 0; i < series.shapes.size(); ++i) {
        const double rate = median(series.gemm[i]);
        if (rate <= figures.gemmGflops)
            continue;
        figures.gemmGflops = rate;
        figures.gemmGflopsByRound = series.gemm[i];
        figures.fastestGemm = series.shapes[i];
    }
    figures.shareOfCeiling = figures.imagesPerSecond * flopPerImage * 1e-9 / figures.gemmGflops;
    return figures;
}

std::string blasName()
{
    if (at::hasMKL())
        return "MKL";
    const std::string name = openBlasName();
    return name.empty() ? "not known" : name;
}

} // namespace

bool isMixedPrecisionSupported()
{
    return instructionSet() >= InstructionSet::Avx512Bf16;
}

std::optional<BenchmarkResult> runBenchmark(const BenchmarkRequest& request, RunControl& control,
                                            const Progress& progress)
{
    BenchmarkResult result;
    result.flopPerImage = trainingFlopPerImage(request.model);
    result.threads = request.threads > 0 ? request.threads : usableCores();
    result.libtorch = TORCH_VERSION;
    result.blas = blasName();

    std::vector<Series> all;
    for (const bool bf16 : {false, true})
        if (bf16 ? request.mixed : request.fp32)
            all.push_back({bf16, gemmShapes(request.model, request.batchSize), {}, {}});
    for (Series& series : all)
        series.gemm.resize(series.shapes.size());
    const int measurements = request.rounds * int(all.size()) * 2;
    int done = 0;
    const auto tell = [&](double part, int round, const char* what, bool bf16) {
        if (progress)
            progress((done + part) / measurements, "round " + std::to_string(round + 1) + " of " +
                                                       std::to_string(request.rounds) + ": " + what +
                                                       (bf16 ? " in bf16" : " in fp32"));
    };
    // Enough for an epoch of some length, and for the largest batch.
    const DatasetPtr data = makeShapes(1, std::max(5000, request.batchSize * 8), 10);
    for (int round = 0; round < request.rounds; ++round) {
        for (Series& series : all) {
            useThreadsHere(result.threads);
            for (std::size_t i = 0; i < series.shapes.size(); ++i) {
                tell(double(i) / double(series.shapes.size()), round, "matrix products", series.bf16);
                if (control.isStopping())
                    return std::nullopt;
                series.gemm[i].push_back(
                    measureGemm(series.shapes[i], series.bf16, request.seconds * GemmShare));
            }
            ++done;
        }
        for (Series& series : all) {
            const auto speed = measureTraining(request, data, series.bf16, control, [&](double part) {
                tell(part, round, "training", series.bf16);
            });
            if (!speed)
                return std::nullopt;
            series.training.push_back(*speed);
            ++done;
        }
    }
    for (const Series& series : all)
        (series.bf16 ? result.mixed : result.fp32) = figuresOf(series, result.flopPerImage);
    return result;
}

} // namespace saccade
