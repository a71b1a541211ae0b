// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace saccade {

enum class Optimizer
{
    AdamW,
    Adam,
    Sgd
};
enum class Schedule
{
    Constant,
    Cosine,
    Linear
};
enum class Precision
{
    Auto,
    Fp32,
    Bf16
};
/// What pixels are normalised with: the data set's own mean and deviation, or 0.5 and 0.5.
enum class NormaliseBy
{
    Dataset,
    Half
};

/// Everything that defines how a model is trained. With a ModelSpec, a data set and a seed it reproduces a
/// run.
struct TrainSpec
{
    int epochs = 10;
    double minutes = 0.0; ///< above 0: train this long instead of `epochs`; the schedule is sized to it
    int batchSize = 128;
    Optimizer optimizer = Optimizer::AdamW;
    double learningRate = 1e-3; ///< peak, after warm-up
    double minLearningRate = 1e-6;
    double weightDecay = 0.05; ///< on matrices alone: none on biases, norms, positions, CLS
    double beta1 = 0.9;
    double beta2 = 0.999;
    double momentum = 0.9; ///< SGD alone
    Schedule schedule = Schedule::Cosine;
    double warmup = 0.05;  ///< share of all steps in which the learning rate rises from 0
    double clipNorm = 1.0; ///< longest gradient, over all parameters; 0: no clipping
    double labelSmoothing = 0.0;
    int cropPadding = 4; ///< pixels of reflected border from which a crop is taken; 0: no crop
    bool flip = true;    ///< mirror half the pictures left to right
    NormaliseBy normaliseBy = NormaliseBy::Dataset;
    std::uint64_t seed = 1;
    double validationShare = 0.1; ///< of the training split, held out to choose the best epoch on
    Precision precision = Precision::Auto;
    std::string device = "auto"; ///< auto, cpu, cuda, cuda:1, mps
    int threads = 0;             ///< 0: one per core

    std::vector<std::string> validate() const;
    bool operator==(const TrainSpec&) const = default;
};

void to_json(nlohmann::json& json, const TrainSpec& spec);
void from_json(const nlohmann::json& json, TrainSpec& spec);

} // namespace saccade
