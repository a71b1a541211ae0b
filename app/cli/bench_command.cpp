// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "core/train/benchmark.h"
#include "core/values/presets.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>

namespace saccade::cli {

namespace {

constexpr int Interrupted = 130;

struct Options
{
    std::string preset = "base";
    std::string precision = "auto";
    BenchmarkRequest request;
    bool json = false;
};

std::string shapeText(const GemmShape& shape)
{
    return std::to_string(shape.rows) + " × " + std::to_string(shape.inner) + " × " +
           std::to_string(shape.columns);
}

nlohmann::json resultJson(const BenchmarkResult& result, const Options& options)
{
    nlohmann::json json{{"preset", options.preset},
                        {"device", result.device},
                        {"batch_size", options.request.batchSize},
                        {"rounds", options.request.rounds},
                        {"seconds", options.request.seconds},
                        {"threads", result.threads},
                        {"libtorch", result.libtorch},
                        {"blas", result.blas},
                        {"flop_per_image", result.flopPerImage}};
    const auto add = [&json](const std::string& training, const std::string& gemm,
                             const std::optional<BenchmarkFigures>& figures) {
        const auto known = [&figures](auto member) {
            return figures ? nlohmann::json((*figures).*member) : nlohmann::json();
        };
        json[training + "_images_per_second"] = known(&BenchmarkFigures::imagesPerSecond);
        json["share_of_ceiling_" + training] = known(&BenchmarkFigures::shareOfCeiling);
        json["gemm_gflops_" + gemm] = known(&BenchmarkFigures::gemmGflops);
        if (!figures)
            return;
        json["by_round"][training + "_images_per_second"] = figures->imagesPerSecondByRound;
        json["by_round"]["gemm_gflops_" + gemm] = figures->gemmGflopsByRound;
        json["fastest_gemm_" + gemm] = shapeText(figures->fastestGemm);
    };
    add("fp32", "fp32", result.fp32);
    add("mixed", "bf16", result.mixed);
    return json;
}

void printTable(const BenchmarkResult& result, const Options& options)
{
    std::printf("%s (%s), batch %d, AdamW; %.3f GFLOP a training picture\n"
                "LibTorch %s on %s, %d threads, %s\n\n"
                "                  images/s   GFLOP/s   fastest product   share\n",
                options.preset.c_str(), shortName(options.request.model).c_str(), options.request.batchSize,
                result.flopPerImage * 1e-9, result.libtorch.c_str(), result.device.c_str(), result.threads,
                result.blas.c_str());
    const auto row = [&result](const char* name, const std::optional<BenchmarkFigures>& figures) {
        if (figures)
            std::printf("%-16s  %8.1f  %8.1f  %16.1f  %4.0f %%   (%s)\n", name, figures->imagesPerSecond,
                        figures->imagesPerSecond * result.flopPerImage * 1e-9, figures->gemmGflops,
                        figures->shareOfCeiling * 100, shapeText(figures->fastestGemm).c_str());
    };
    row("fp32", result.fp32);
    row("bf16 mixed", result.mixed);
    if (!result.mixed && options.precision == "auto")
        std::printf("bf16 mixed        not measured: %s does not multiply bf16\n", result.device.c_str());
}

int run(Options options)
{
    BenchmarkRequest& request = options.request;
    request.model = presetNamed(options.preset).model;
    request.fp32 = options.precision != "bf16";
    request.mixed = options.precision == "bf16" ||
                    (options.precision == "auto" && isMixedPrecisionSupported(request.device));
    std::optional<BenchmarkResult> result;
    {
        RunControl control;
        ProgressLine line;
        const InterruptGuard guard(control);
        result = runBenchmark(request, control, line.function());
    }
    if (!result)
        return Interrupted;
    if (options.json)
        std::printf("%s\n", resultJson(*result, options).dump().c_str());
    else
        printTable(*result, options);
    return 0;
}

} // namespace

Command addBench(CLI::App& program)
{
    const auto options = std::make_shared<Options>();
    BenchmarkRequest& request = options->request;
    CLI::App* command = program.add_subcommand(
        "bench", "Measure training, and the matrix products that limit it, on this machine");
    command->add_option("--preset", options->preset, "Model; see: saccade-cli presets");
    command->add_option("--device", request.device, "cpu, cuda, cuda:N, or auto for the fastest");
    command->add_option("--batch-size", request.batchSize, "Pictures a step")->check(CLI::Range(1, 65536));
    command
        ->add_option("--precision", options->precision,
                     "auto (fp32, and bf16 where it is fast), fp32 or bf16")
        ->check(CLI::IsMember({"auto", "fp32", "bf16"}));
    command->add_option("--threads", request.threads, "0: one per core")->check(CLI::Range(0, 1024));
    command->add_option("--rounds", request.rounds, "How often each is measured; the median counts")
        ->check(CLI::Range(1, 1000));
    command->add_option("--seconds", request.seconds, "Each measurement of training lasts")
        ->check(CLI::Range(0.01, 3600.0));
    command->add_flag("--json", options->json, "Print one JSON object and nothing else on stdout");
    return [options] { return run(*options); };
}

} // namespace saccade::cli
