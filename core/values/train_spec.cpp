// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/train_spec.h"

#include "core/values/json_fields.h"

#include <sstream>

namespace saccade {

namespace {

constexpr Words<Optimizer> OptimizerWords{{Optimizer::AdamW, "adamw"},
                                          {Optimizer::Adam, "adam"},
                                          {Optimizer::Sgd, "sgd"},
                                          {Optimizer::Muon, "muon"}};
constexpr Words<Schedule> ScheduleWords{
    {Schedule::Constant, "constant"}, {Schedule::Cosine, "cosine"}, {Schedule::Linear, "linear"}};
constexpr Words<Precision> PrecisionWords{
    {Precision::Auto, "auto"}, {Precision::Fp32, "fp32"}, {Precision::Bf16, "bf16"}};
constexpr Words<NormaliseBy> NormaliseWords{{NormaliseBy::Dataset, "dataset"}, {NormaliseBy::Half, "half"}};

bool isDevice(const std::string& device)
{
    if (device == "auto" || device == "cpu" || device == "cuda" || device == "mps")
        return true;
    const std::string prefix = "cuda:";
    if (device.rfind(prefix, 0) != 0)
        return false;
    const std::string number = device.substr(prefix.size());
    const bool isPlain = number == "0" || (!number.empty() && number.front() != '0'); // as LibTorch reads it
    return isPlain && number.size() <= 2 && number.find_first_not_of("0123456789") == std::string::npos;
}

} // namespace

std::vector<std::string> TrainSpec::validate() const
{
    std::vector<std::string> faults;
    const auto expect = [&faults](bool holds, const char* field, const char* expected, auto found) {
        if (holds)
            return;
        std::ostringstream text;
        text << field << ": expected " << expected << ", found " << found;
        faults.push_back(text.str());
    };
    expect(epochs >= 1 && epochs <= 100000, "epochs", "1 to 100000", epochs);
    expect(minutes >= 0 && minutes <= 100000, "minutes", "0 (not used) to 100000", minutes);
    expect(batchSize >= 1 && batchSize <= 65536, "batch_size", "1 to 65536", batchSize);
    expect(learningRate > 0 && learningRate <= 10, "learning_rate", "above 0, at most 10", learningRate);
    expect(minLearningRate >= 0 && minLearningRate <= learningRate, "min_learning_rate",
           "0 to the learning rate", minLearningRate);
    expect(weightDecay >= 0 && weightDecay <= 1, "weight_decay", "0 to 1", weightDecay);
    expect(beta1 >= 0 && beta1 < 1, "beta1", "0 up to, not with, 1", beta1);
    expect(beta2 >= 0 && beta2 < 1, "beta2", "0 up to, not with, 1", beta2);
    expect(momentum >= 0 && momentum < 1, "momentum", "0 up to, not with, 1", momentum);
    expect(warmup >= 0 && warmup <= 0.9, "warmup", "a share of the run, 0 to 0.9", warmup);
    expect(clipNorm >= 0, "clip_norm", "0 (no clipping) or more", clipNorm);
    expect(labelSmoothing >= 0 && labelSmoothing < 1, "label_smoothing", "0 up to, not with, 1",
           labelSmoothing);
    expect(cropPadding >= 0 && cropPadding <= 16, "crop_padding", "0 to 16 pixels", cropPadding);
    expect(randomErasing >= 0 && randomErasing <= 1, "random_erasing", "a chance, 0 to 1", randomErasing);
    expect(mixup >= 0 && mixup <= 10, "mixup", "0 (off) to 10", mixup);
    expect(cutmix >= 0 && cutmix <= 10, "cutmix", "0 (off) to 10", cutmix);
    expect(mixShare >= 0 && mixShare <= 1, "mix_share", "a share of the batches, 0 to 1", mixShare);
    expect(smallCrop >= 0 && smallCrop <= 1024, "small_crop", "0 (off) to 1024 pixels", smallCrop);
    expect(smallCropShare >= 0 && smallCropShare <= 1, "small_crop_share", "a share of the run, 0 to 1",
           smallCropShare);
    expect(emaDecay >= 0 && emaDecay < 1, "ema_decay", "0 (off) up to, not with, 1", emaDecay);
    expect(validationShare >= 0 && validationShare <= 0.5, "validation_share", "0 to 0.5", validationShare);
    expect(isDevice(device), "device", "auto, cpu, cuda, cuda:N or mps", device);
    expect(threads >= 0 && threads <= 1024, "threads", "0 (one per core) to 1024", threads);
    return faults;
}

void to_json(nlohmann::json& json, const TrainSpec& spec)
{
    json = {{"epochs", spec.epochs},
            {"minutes", spec.minutes},
            {"batch_size", spec.batchSize},
            {"optimizer", wordFor(spec.optimizer, OptimizerWords)},
            {"learning_rate", spec.learningRate},
            {"min_learning_rate", spec.minLearningRate},
            {"weight_decay", spec.weightDecay},
            {"beta1", spec.beta1},
            {"beta2", spec.beta2},
            {"momentum", spec.momentum},
            {"schedule", wordFor(spec.schedule, ScheduleWords)},
            {"warmup", spec.warmup},
            {"clip_norm", spec.clipNorm},
            {"label_smoothing", spec.labelSmoothing},
            {"crop_padding", spec.cropPadding},
            {"flip", spec.flip},
            {"auto_augment", spec.autoAugment},
            {"random_erasing", spec.randomErasing},
            {"mixup", spec.mixup},
            {"cutmix", spec.cutmix},
            {"mix_share", spec.mixShare},
            {"small_crop", spec.smallCrop},
            {"small_crop_share", spec.smallCropShare},
            {"ema_decay", spec.emaDecay},
            {"normalise_by", wordFor(spec.normaliseBy, NormaliseWords)},
            {"seed", spec.seed},
            {"validation_share", spec.validationShare},
            {"test_each_epoch", spec.testEachEpoch},
            {"precision", wordFor(spec.precision, PrecisionWords)},
            {"device", spec.device},
            {"threads", spec.threads}};
}

void from_json(const nlohmann::json& json, TrainSpec& spec)
{
    JsonFields(json, "train")
        .read("epochs", spec.epochs)
        .read("minutes", spec.minutes)
        .read("batch_size", spec.batchSize)
        .readWord("optimizer", spec.optimizer, OptimizerWords)
        .read("learning_rate", spec.learningRate)
        .read("min_learning_rate", spec.minLearningRate)
        .read("weight_decay", spec.weightDecay)
        .read("beta1", spec.beta1)
        .read("beta2", spec.beta2)
        .read("momentum", spec.momentum)
        .readWord("schedule", spec.schedule, ScheduleWords)
        .read("warmup", spec.warmup)
        .read("clip_norm", spec.clipNorm)
        .read("label_smoothing", spec.labelSmoothing)
        .read("crop_padding", spec.cropPadding)
        .read("flip", spec.flip)
        .read("auto_augment", spec.autoAugment)
        .read("random_erasing", spec.randomErasing)
        .read("mixup", spec.mixup)
        .read("cutmix", spec.cutmix)
        .read("mix_share", spec.mixShare)
        .read("small_crop", spec.smallCrop)
        .read("small_crop_share", spec.smallCropShare)
        .read("ema_decay", spec.emaDecay)
        .readWord("normalise_by", spec.normaliseBy, NormaliseWords)
        .read("seed", spec.seed)
        .read("validation_share", spec.validationShare)
        .read("test_each_epoch", spec.testEachEpoch)
        .readWord("precision", spec.precision, PrecisionWords)
        .read("device", spec.device)
        .read("threads", spec.threads)
        .refuseUnknown();
}

} // namespace saccade
