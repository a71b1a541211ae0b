// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/gemm_rate.h"
#include "core/values/model_spec.h"
#include "core/values/run_control.h"

#include <optional>
#include <string>
#include <vector>

namespace saccade {

/// How fast training is on this machine's processor or another device, and how fast it could be.
struct BenchmarkRequest
{
    ModelSpec model;
    std::string device = "cpu"; ///< as TrainSpec's
    int batchSize = 128;
    int threads = 0;      ///< 0: one per core
    int rounds = 3;       ///< of each measurement, taken in turn
    double seconds = 5.0; ///< each measurement of training lasts
    bool fp32 = true;
    bool mixed = true; ///< bf16 matrix products, fp32 for the rest
};

/// Medians over the rounds.
struct BenchmarkFigures
{
    double imagesPerSecond = 0.0;
    double gemmGflops = 0.0; ///< the ceiling: of the fastest product
    GemmShape fastestGemm;
    double shareOfCeiling = 0.0; ///< images/s × flopPerImage over the ceiling
    std::vector<double> imagesPerSecondByRound;
    std::vector<double> gemmGflopsByRound;
};

struct BenchmarkResult
{
    std::optional<BenchmarkFigures> fp32; ///< nothing where it was not asked for
    std::optional<BenchmarkFigures> mixed;
    double flopPerImage = 0.0; ///< trainingFlopPerImage()
    std::string device;        ///< "cpu", "cuda:0"
    int threads = 0;
    std::string libtorch; ///< version
    std::string blas;
};

/// Whether this device multiplies bf16 numbers directly, so that mixed precision is worth measuring. Throws
/// Error (Usage) where there is no such device.
bool isMixedPrecisionSupported(const std::string& device);

/// Runs the trainer itself on pictures in memory (batch with crop and flip, forward, cross entropy, backward,
/// clipping, AdamW), its start left out, and the fastest matrix products; one after the other, round by
/// round, so that what else the machine does hits all of them alike. Nothing where the control stopped it.
/// Throws Error.
std::optional<BenchmarkResult> runBenchmark(const BenchmarkRequest& request, RunControl& control,
                                            const Progress& progress = {});

} // namespace saccade
