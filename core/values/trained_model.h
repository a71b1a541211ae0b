// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/model_note.h"
#include "core/values/model_spec.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace saccade {

/// What is known of a model without running it.
struct ModelInfo
{
    ModelSpec spec;
    std::vector<std::string> classNames;
    Normalisation normalisation;
    std::string dataset;        ///< name of the data set it was trained on; empty where not known
    std::string source;         ///< the file or run it came from; empty for a model in memory
    std::int64_t step = 0;      ///< optimiser steps taken; 0: untrained
    double testAccuracy = -1.0; ///< 0..1; below 0 where not measured
    /// What opening the file had to assume or to change; never stored.
    std::vector<ModelNote> notes;
};

/// A model at one moment, which never changes and can be asked from any thread. core derives from it; whoever
/// only hands models on (the interface) needs no torch.
class TrainedModel
{
public:
    explicit TrainedModel(ModelInfo info)
        : m_info(std::move(info))
    {
    }
    virtual ~TrainedModel() = default;
    TrainedModel(const TrainedModel&) = delete;
    TrainedModel& operator=(const TrainedModel&) = delete;

    const ModelInfo& info() const { return m_info; }

private:
    ModelInfo m_info;
};

using ModelPtr = std::shared_ptr<const TrainedModel>;

} // namespace saccade
