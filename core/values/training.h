// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/error.h"
#include "core/values/layer_statistics.h"
#include "core/values/metrics.h"
#include "core/values/model_spec.h"
#include "core/values/train_spec.h"
#include "core/values/trained_model.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace saccade {

/// What a trainer needs to know to begin.
struct TrainRequest
{
    ModelSpec model;
    TrainSpec train;
    DatasetPtr data;
    std::filesystem::path folder; ///< the run folder; created where it does not exist
    std::string preset;           ///< for the record; may be empty
    bool resume = false;          ///< go on from the newest checkpoint in `folder`
};

/// What a trainer tells while it works, on its own thread. Empty functions are not called.
struct TrainObserver
{
    std::function<void(std::int64_t step)> onStep;   ///< after every step; training waits for it
    std::function<void(const BatchReport&)> onBatch; ///< about 10 Hz
    std::function<void(const EpochReport&)> onEpoch;
    std::function<void(const LayerReport&)>
        onLayers; ///< each epoch's first step, and every two seconds or so
    std::function<void(const ModelPtr&)>
        onSnapshot; ///< a copy of the model: at the start, every two seconds or so
    std::function<void(const std::string&)> onNote; ///< a sentence worth a line in a log
};

/// The one final word of a run.
struct RunOutcome
{
    enum class Kind
    {
        Completed,
        Stopped,
        Failed
    };

    Kind kind = Kind::Completed;
    std::string message; ///< Failed: what happened and what to try
    Error::Kind failure = Error::Kind::Failed;
    ModelPtr best;  ///< the model of the best epoch; null where no epoch was finished
    ModelPtr last;  ///< the weights as they were at the end
    int epochs = 0; ///< finished
    std::int64_t steps = 0;
    double testAccuracy = -1.0; ///< 0..1, of `best`
    double bestValidationAccuracy = -1.0;
    double seconds = 0.0;
    double imagesPerSecond = 0.0; ///< training images, over all training time
};

} // namespace saccade
