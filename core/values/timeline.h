// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/explanation.h"
#include "core/values/model_spec.h"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace saccade {

/// A picture that is looked at again and again while a model learns.
struct TimelinePin
{
    PictureRef picture;
    int label = -1; ///< the true class
    Image image;    ///< as the model gets it; without it a run can be looked at only beside its data set
};

/// A moment of a run.
struct TimelineMoment
{
    std::int64_t step = 0; ///< optimiser steps done
    double epoch = 0.0;    ///< with its fraction
    /// Of that step's batch, as optimised; a NaN before the first step.
    double loss = std::numeric_limits<double>::quiet_NaN();
};

/// What is known of a run's recorded moments without reading them.
struct Timeline
{
    /// So many pictures can be pinned.
    static constexpr std::size_t MostPins = 8;

    std::filesystem::path folder; ///< RUN/timeline, where a file for each moment lies
    ModelSpec model;
    std::string dataset; ///< its name
    std::vector<std::string> classNames;
    std::vector<TimelinePin> pins;
    std::vector<TimelineMoment> moments; ///< by step, each once

    bool isEmpty() const { return moments.empty(); }
    /// Place of the moment whose step is nearest, the earlier one of two; 0 where there is none.
    std::size_t nearest(std::int64_t step) const;
};

/// Immutable, since the run that goes on shares it with whoever looks.
using TimelinePtr = std::shared_ptr<const Timeline>;

/// What the model said of every pinned picture at a moment, and where it looked.
struct TimelineFrame
{
    TimelineMoment moment;
    std::vector<Explanation> pictures; ///< one a pin; attention to three digits, as files hold it
};

} // namespace saccade
