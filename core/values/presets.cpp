// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/presets.h"

#include "core/values/error.h"

namespace saccade {

namespace {

/// The configuration of the introductory article: post-norm encoder with ReLU, Adam, nothing else.
Preset article()
{
    Preset preset{
        "article", "The introductory article's model, made to work: post-norm, ReLU, plain Adam.", {}, {}};
    preset.model.dim = 64;
    preset.model.depth = 6;
    preset.model.heads = 8;
    preset.model.mlpRatio = 4;
    preset.model.normOrder = NormOrder::Post;
    preset.model.activation = Activation::Relu;
    preset.model.dropout = 0.1;
    preset.train.epochs = 10;
    preset.train.batchSize = 64;
    preset.train.optimizer = Optimizer::Adam;
    preset.train.learningRate = 1e-3;
    preset.train.minLearningRate = 0;
    preset.train.weightDecay = 0;
    preset.train.schedule = Schedule::Constant;
    preset.train.warmup = 0;
    preset.train.clipNorm = 0;
    preset.train.cropPadding = 0;
    preset.train.flip = false;
    preset.train.normaliseBy = NormaliseBy::Half;
    return preset;
}

Preset tiny()
{
    Preset preset{"tiny", "0.8 million parameters: learns in minutes on a laptop.", {}, {}};
    preset.model.dim = 128;
    preset.model.depth = 4;
    preset.model.heads = 4;
    preset.train.epochs = 10;
    preset.train.batchSize = 64;
    preset.train.labelSmoothing = 0.1;
    return preset;
}

Preset base()
{
    Preset preset{"base", "2.7 million parameters: the size that papers on small pictures use.", {}, {}};
    preset.train.epochs = 30;
    preset.train.labelSmoothing = 0.1;
    return preset;
}

/// What fifteen minutes on a processor are best spent on: few epochs, so little augmentation, Muon, which
/// learns from one epoch what AdamW learns from several, and a schedule that ends with the time.
TrainSpec quarterHour()
{
    TrainSpec train;
    train.minutes = 15;
    train.optimizer = Optimizer::Muon;
    train.momentum = 0.95;
    train.beta2 = 0.99;
    train.schedule = Schedule::Linear;
    train.minLearningRate = 0;
    train.labelSmoothing = 0.1;
    train.testEachEpoch = false; // which would take a tenth of the time
    return train;
}

Preset vitQuick()
{
    Preset preset{"vit-quick", "A plain vision transformer, for fifteen minutes of a processor.", {}, {}};
    preset.model.heads = 6;
    preset.model.mlpRatio = 2;
    preset.model.pooling = Pooling::Mean;
    preset.model.positions = Positions::SinCos; // nothing to learn before neighbours are neighbours
    preset.train = quarterHour();
    preset.train.learningRate = 4e-3;
    preset.train.smallCrop = 24; // half the cost of a whole picture
    preset.train.smallCropShare = 0.7;
    return preset;
}

Preset hybridQuick()
{
    Preset preset = vitQuick();
    preset.name = "hybrid-quick";
    preset.description = "The same transformer behind a small convolution stem, for fifteen minutes.";
    preset.model.family = Family::Hybrid;
    preset.model.depth = 5; // one block less is two epochs more
    preset.train.cropPadding = 2;
    return preset;
}

Preset cnnQuick()
{
    Preset preset{"cnn-quick", "A small residual network to compare with, for fifteen minutes.", {}, {}};
    preset.model.family = Family::Cnn;
    preset.model.dim = 64;
    preset.model.depth = 3;
    preset.train = quarterHour();
    preset.train.learningRate = 5e-3;
    // The norms make the weights' length mean nothing but how far a step turns them: decay keeps it short,
    // and the steps as long as the schedule says.
    preset.train.weightDecay = 0.3;
    preset.train.cropPadding = 2;
    preset.train.smallCrop = 24;
    preset.train.smallCropShare = 0.6;
    return preset;
}

/// The article's model with the two changes that the field made since: pre-norm and a warm-up.
Preset articlePreNorm()
{
    Preset preset = article();
    preset.name = "article-prenorm";
    preset.description = "The article's model with pre-norm and a warm-up, to compare with it.";
    preset.model.normOrder = NormOrder::Pre;
    preset.train.warmup = 0.05;
    return preset;
}

} // namespace

const std::vector<Preset>& presets()
{
    static const std::vector<Preset> all{tiny(),     base(),        article(), articlePreNorm(),
                                         vitQuick(), hybridQuick(), cnnQuick()};
    return all;
}

const Preset& presetNamed(const std::string& name)
{
    std::string known;
    for (const Preset& preset : presets()) {
        if (preset.name == name)
            return preset;
        known += (known.empty() ? "" : ", ") + preset.name;
    }
    throw Error("--preset: expected one of " + known + ", found \"" + name + "\"", Error::Kind::Usage);
}

} // namespace saccade
