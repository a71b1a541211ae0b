// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/network.h"
#include "core/train/timeline_schedule.h"
#include "core/values/timeline.h"
#include "core/values/training.h"

#include <filesystem>
#include <string>

namespace saccade {

/// Throws Error (Usage) where there are more pins than are recorded, one of them twice, or one that the data
/// set does not have.
void requirePins(const TrainRequest& request);

/// Records what a network says of the pinned pictures, and where it looks, while it learns. It only looks:
/// neither weights nor random numbers change.
class TimelineRecorder
{
public:
    /// A new timeline of the request's pins, in `folder`. Throws Error.
    TimelineRecorder(const TrainRequest& request, const ModelInfo& info, std::filesystem::path folder,
                     torch::Device device);
    /// Goes on with the timeline in `folder`: its pins count, and moments after `step` are dropped, since
    /// they will be done again. Throws Error where it cannot be read or is another model's.
    static TimelineRecorder resumed(const ModelInfo& info, const std::filesystem::path& folder,
                                    torch::Device device, std::int64_t step, std::int64_t planned);

    const TimelinePtr& timeline() const { return m_timeline; }
    bool isDue(std::int64_t step, double seconds) const { return m_schedule.isDue(step, seconds); }
    /// Whether the newest moment is another step's.
    bool lacks(std::int64_t step) const;
    /// Writes the moment's file, then the list of all of them. `loss` is a tensor of one number, or
    /// undefined; `seconds` is the run's time and `planned` its length in steps. Throws Error where a file
    /// cannot be written.
    void record(Network& network, std::int64_t step, double epoch, const torch::Tensor& loss, double seconds,
                std::int64_t planned);

private:
    TimelineRecorder(Timeline timeline, const ModelInfo& info, torch::Device device);
    void add(const TimelineMoment& moment);

    TimelinePtr m_timeline;
    torch::Tensor m_pictures; ///< (pins, 3, S, S), normalised, on the network's device
    TimelineSchedule m_schedule;
};

} // namespace saccade
