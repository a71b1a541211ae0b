// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/error.h"
#include "core/values/layer_statistics.h"
#include "core/values/metrics.h"
#include "core/values/model_spec.h"
#include "core/values/timeline.h"
#include "core/values/train_spec.h"
#include "core/values/trained_model.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace saccade {

/// What a trainer needs to know to begin.
struct TrainRequest
{
    ModelSpec model;
    TrainSpec train;
    DatasetPtr data;
    std::filesystem::path folder; ///< the run folder; created where it does not exist
    std::string preset;           ///< for the record; may be empty
    /// Whose weights it begins with instead of random ones, where there is such a model; the schedule and the
    /// optimiser begin anew. The held-out slice is the same pictures only under the same seed.
    ModelPtr from;
    std::string fromName; ///< of that model, for the record
    /// Pictures whose attention is recorded while the model learns; at most Timeline::MostPins, each once. A
    /// resumed run keeps those that it began with, where it has any.
    std::vector<PictureRef> pins;
    /// Go on from the newest checkpoint in `folder`, with what the run began with; of `train` only threads,
    /// device and precision count, where they are not left to the program.
    bool resume = false;
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
    std::function<void(const TimelinePtr&)>
        onTimeline; ///< the pinned pictures were recorded once more: all moments that there are
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
    /// 0..1, of `best`, just as evaluate() measures it; below 0 where the run ended before that was known.
    double testAccuracy = -1.0;
    double testAccuracyFlip = -1.0; ///< the same by the mean logits of a picture and its mirror
    double bestValidationAccuracy = -1.0;
    double seconds = 0.0;
    double imagesPerSecond = 0.0; ///< training images, over all training time
};

} // namespace saccade
