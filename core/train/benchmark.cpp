// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/benchmark.h"

#include "core/data/shapes.h"
#include "core/platform/blas.h"
#include "core/platform/cpu.h"
#include "core/platform/durable_io.h"
#include "core/torch.h"
#include "core/train/engine.h"
#include "core/train/precision.h"
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

/// Time and pictures between steps that are known to be done: the end of an epoch, which is no step, is left
/// out.
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
            m_steps += step - m_lastStep;
        }
        m_last = now;
        m_lastStep = step;
        m_isRunning = step >= FirstStep;
    }
    void onEpoch() { m_isRunning = false; }

    std::int64_t steps() const { return m_steps; }
    double seconds() const { return m_seconds; }
    double imagesPerSecond() const { return double(m_steps) * m_batchSize / m_seconds; }

private:
    int m_batchSize;
    bool m_isRunning = false;
    Clock::time_point m_last;
    std::int64_t m_lastStep = 0;
    double m_seconds = 0.0;
    std::int64_t m_steps = 0;
};

/// One precision's measurements.
struct Series
{
    bool bf16 = false;
    std::vector<GemmShape> shapes;
    std::vector<double> training;          // images/s of each round
    std::vector<std::vector<double>> gemm; // GFLOP/s of each shape, of each round
};

bool isProcessor(const BenchmarkRequest& request)
{
    return request.device == "cpu";
}

/// Pictures for an epoch of some length, and for the largest batch.
DatasetPtr picturesFor(const BenchmarkRequest& request)
{
    const DatasetPtr shapes = makeShapes(1, std::max(5000, request.batchSize * 8), 10);
    if (isProcessor(request))
        return shapes;
    // A device needs more: it would be through in no time. The same again and again will do.
    constexpr int Times = 20;
    auto data = std::make_shared<Dataset>(*shapes);
    const auto trainBytes = std::ptrdiff_t(data->trainCount) * std::ptrdiff_t(data->imageBytes());
    auto pixels = std::make_shared<std::vector<std::uint8_t>>();
    std::vector<std::uint8_t> labels;
    for (int i = 0; i < Times; ++i) {
        const bool isLast = i + 1 == Times; // the test pictures are behind the others
        pixels->insert(pixels->end(), shapes->pixels->begin(),
                       isLast ? shapes->pixels->end() : shapes->pixels->begin() + trainBytes);
        labels.insert(labels.end(), shapes->labels.begin(),
                      isLast ? shapes->labels.end() : shapes->labels.begin() + data->trainCount);
    }
    data->trainCount *= Times;
    data->pixels = pixels;
    data->labels = std::move(labels);
    data->masks = nullptr;
    return data;
}

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
    run.train.device = request.device;
    run.train.threads = request.threads;
    run.data = data;
    run.folder = folder.path();

    RunControl own;
    StepClock clock(request.batchSize);
    TrainObserver observer;
    const auto onStep = [&](std::int64_t step) {
        clock.onStep(step);
        tell(std::min(1.0, clock.seconds() / request.seconds));
        if (control.isStopping() || (clock.seconds() >= request.seconds && clock.steps() >= FewestSteps))
            own.stop();
    };
    // Where another device computes, a step is done when its loss was read: that is what reports do.
    if (isProcessor(request))
        observer.onStep = onStep;
    else
        observer.onBatch = [&](const BatchReport& report) { onStep(report.step); };
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

bool isMixedPrecisionSupported(const std::string& device)
{
    return resolvePrecision(Precision::Auto, resolveDevice(device)).bf16;
}

std::optional<BenchmarkResult> runBenchmark(const BenchmarkRequest& original, RunControl& control,
                                            const Progress& progress)
{
    BenchmarkRequest request = original;
    request.device = resolveDevice(original.device).str();
    BenchmarkResult result;
    result.device = request.device;
    result.flopPerImage = trainingFlopPerImage(request.model);
    result.threads = request.threads > 0 ? request.threads : usableCores();
    result.libtorch = TORCH_VERSION;
    result.blas = blasName();

    std::vector<Series> all;
    for (const bool bf16 : {false, true})
        if (bf16 ? request.mixed : request.fp32)
            all.push_back(
                {bf16, gemmShapes(request.model, request.batchSize, !isProcessor(request)), {}, {}});
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
    const DatasetPtr data = picturesFor(request);
    for (int round = 0; round < request.rounds; ++round) {
        for (Series& series : all) {
            useThreadsHere(result.threads);
            for (std::size_t i = 0; i < series.shapes.size(); ++i) {
                tell(double(i) / double(series.shapes.size()), round, "matrix products", series.bf16);
                if (control.isStopping())
                    return std::nullopt;
                series.gemm[i].push_back(
                    measureGemm(series.shapes[i], series.bf16, result.device, request.seconds * GemmShare));
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
