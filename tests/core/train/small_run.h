// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/random.h"
#include "core/io/safetensors.h"
#include "core/train/trainer.h"

#include <QTemporaryDir>

#include <stdexcept>

namespace saccade::test {

/// 200 pictures of 16 × 16 pixels in three classes: noise, and one channel a little brighter than the others.
inline DatasetPtr colourDataset(int train = 160, int test = 40)
{
    auto data = std::make_shared<Dataset>();
    data->name = "Colours";
    data->source = "test";
    data->width = data->height = 16;
    data->trainCount = train;
    data->testCount = test;
    data->classNames = {"red", "green", "blue"};
    std::vector<std::uint8_t> pixels;
    Random random(1, Stream::User);
    for (int i = 0; i < train + test; ++i) {
        data->labels.push_back(std::uint8_t(i % 3));
        for (int channel = 0; channel < 3; ++channel)
            for (int pixel = 0; pixel < 256; ++pixel)
                pixels.push_back(std::uint8_t(random.below(200) + (channel == i % 3 ? 55 : 0)));
    }
    data->pixels = std::make_shared<const std::vector<std::uint8_t>>(std::move(pixels));
    return data;
}

/// 144 training pictures (a tenth held out) in batches of 16: nine steps an epoch, three epochs.
inline TrainRequest smallRequest(const QTemporaryDir& folder, const QString& name = "run")
{
    TrainRequest request;
    request.model.imageSize = 16;
    request.model.classes = 3;
    request.model.dim = 16;
    request.model.depth = 1;
    request.model.heads = 2;
    request.model.mlpRatio = 2;
    request.train.epochs = 3;
    request.train.batchSize = 16;
    request.train.learningRate = 3e-3;
    request.train.cropPadding = 2;
    request.train.precision = Precision::Fp32;
    request.train.device = "cpu";
    request.train.threads = 1;
    request.data = colourDataset();
    request.folder = folder.filePath(name).toStdString();
    return request;
}

constexpr int StepsPerEpoch = 9;
constexpr int AllSteps = 3 * StepsPerEpoch;

inline RunOutcome trainToEnd(const TrainRequest& request, TrainObserver observer = {})
{
    RunControl control;
    return train(request, control, observer);
}

/// Trains until this step is done, and asks to stop there.
inline RunOutcome trainUntil(const TrainRequest& request, std::int64_t lastStep)
{
    RunControl control;
    TrainObserver observer;
    observer.onStep = [&](std::int64_t step) {
        if (step == lastStep)
            control.stop();
    };
    return train(request, control, observer);
}

/// Trains until this step is done, and ends there as a crash does: with the files that the run had so far.
inline void trainAndBreakOffAfter(const TrainRequest& request, std::int64_t lastStep)
{
    TrainObserver observer;
    observer.onStep = [&](std::int64_t step) {
        if (step == lastStep)
            throw std::runtime_error("broken off");
    };
    trainToEnd(request, observer);
}

inline std::filesystem::path lastCheckpoint(const TrainRequest& request)
{
    return request.folder / "checkpoints" / "last.safetensors";
}

/// Every tensor of a file with its bytes: weights and the optimiser's moments, without the clock's readings.
inline std::map<std::string, std::vector<std::byte>> tensorsOf(const std::filesystem::path& path)
{
    const SafetensorsFile file = SafetensorsFile::read(path);
    std::map<std::string, std::vector<std::byte>> result;
    for (const TensorEntry& entry : file.tensors()) {
        const auto bytes = file.bytes(entry);
        result[entry.name] = {bytes.begin(), bytes.end()};
    }
    return result;
}

} // namespace saccade::test
