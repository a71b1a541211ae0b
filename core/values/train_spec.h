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
    Sgd,
    Muon
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
    double momentum = 0.9; ///< SGD and Muon
    Schedule schedule = Schedule::Cosine;
    double warmup = 0.05;  ///< share of all steps in which the learning rate rises from 0
    double clipNorm = 1.0; ///< longest gradient, over all parameters; 0: no clipping
    double labelSmoothing = 0.0;
    int cropPadding = 4;      ///< pixels of reflected border from which a crop is taken; 0: no crop
    bool flip = true;         ///< mirror half the pictures left to right, the other half in the next epoch
    bool autoAugment = false; ///< the CIFAR-10 policy of AutoAugment (Cubuk et al. 2018, arXiv 1805.09501)
    double randomErasing =
        0.0;               ///< chance that a rectangle is blotted out (Zhong et al. 2017, arXiv 1708.04896)
    double mixup = 0.0;    ///< alpha of its Beta distribution (Zhang et al. 2017, arXiv 1710.09412); 0: off
    double cutmix = 0.0;   ///< alpha of its Beta distribution (Yun et al. 2019, arXiv 1905.04899); 0: off
    double mixShare = 0.5; ///< share of the batches that are mixed, where mixup or cutmix is on
    /// Pixels a side of the window that is trained on while `smallCropShare` of the run lasts: fewer tokens,
    /// so more steps in the same time; 0: whole pictures from the first step. A multiple of the patch size.
    int smallCrop = 0;
    double smallCropShare = 0.5;
    /// Decay per step of a running mean of the weights, which is what is evaluated and kept; 0: off.
    double emaDecay = 0.0;
    NormaliseBy normaliseBy = NormaliseBy::Dataset;
    std::uint64_t seed = 1;
    double validationShare = 0.1; ///< of the training split, held out to choose the best epoch on
    /// Measure the test pictures after every epoch, for the charts; else once, at the end of the run.
    bool testEachEpoch = true;
    Precision precision = Precision::Auto;
    std::string device = "auto"; ///< auto, cpu, cuda, cuda:1, mps
    int threads = 0;             ///< 0: one per core

    std::vector<std::string> validate() const;
    bool operator==(const TrainSpec&) const = default;
};

void to_json(nlohmann::json& json, const TrainSpec& spec);
void from_json(const nlohmann::json& json, TrainSpec& spec);

} // namespace saccade
