// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/timeline_recorder.h"

#include "core/io/timeline.h"
#include "core/model/torch_model.h"
#include "core/train/run_clock.h"
#include "core/values/error.h"

#include <algorithm>
#include <set>

namespace saccade {

namespace fs = std::filesystem;

namespace {

std::string nameOf(PictureRef picture)
{
    return (picture.split == Split::Test ? "test:" : "train:") + std::to_string(picture.index);
}

Timeline newTimeline(const TrainRequest& request, const ModelInfo& info, fs::path folder)
{
    Timeline timeline;
    timeline.folder = std::move(folder);
    timeline.model = info.spec;
    timeline.dataset = request.data->name;
    timeline.classNames = info.classNames;
    for (const PictureRef pin : request.pins)
        timeline.pins.push_back({pin, request.data->label(pin), request.data->image(pin)});
    return timeline;
}

std::size_t frameBytes(const Timeline& timeline)
{
    const ModelSpec& model = timeline.model;
    if (!model.hasAttention())
        return 0;
    const auto tokens = std::size_t(model.tokens());
    return timeline.pins.size() * std::size_t(model.depth) * std::size_t(model.heads) * tokens * tokens * 2;
}

/// Files of moments that the timeline does not name: dropped, thinned out, or of a run that was killed
/// between two writes.
void removeLeftovers(const Timeline& timeline)
{
    std::set<fs::path> named;
    for (const TimelineMoment& moment : timeline.moments)
        named.insert(timelineFile(timeline, moment.step).filename());
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(timeline.folder, ignored)) {
        const fs::path file = entry.path().filename();
        if (file.string().rfind("step-", 0) == 0 && !named.contains(file))
            fs::remove(entry.path(), ignored);
    }
}

} // namespace

void requirePins(const TrainRequest& request)
{
    if (request.pins.size() > Timeline::MostPins)
        throw Error("pins: expected at most " + std::to_string(Timeline::MostPins) + " pictures, found " +
                        std::to_string(request.pins.size()),
                    Error::Kind::Usage);
    std::set<std::string> seen;
    for (const PictureRef pin : request.pins) {
        const int count = request.data->count(pin.split);
        if (pin.index < 0 || pin.index >= count)
            throw Error("pins: expected pictures 0 to " + std::to_string(count - 1) +
                            " of that split, found " + nameOf(pin),
                        Error::Kind::Usage);
        if (!seen.insert(nameOf(pin)).second)
            throw Error("pins: expected each picture once, found " + nameOf(pin) + " twice",
                        Error::Kind::Usage);
    }
}

TimelineRecorder::TimelineRecorder(Timeline timeline, const ModelInfo& info, torch::Device device)
    : m_schedule(frameBytes(timeline))
{
    std::vector<torch::Tensor> pictures;
    for (const TimelinePin& pin : timeline.pins)
        pictures.push_back(pictureTensor(pin.image, info));
    m_pictures = at::cat(pictures, 0).to(device);
    m_timeline = std::make_shared<const Timeline>(std::move(timeline));
}

TimelineRecorder::TimelineRecorder(const TrainRequest& request, const ModelInfo& info, fs::path folder,
                                   torch::Device device)
    : TimelineRecorder(newTimeline(request, info, std::move(folder)), info, device)
{
    writeTimelinePictures(*m_timeline);
    writeTimelineIndex(*m_timeline);
    removeLeftovers(*m_timeline);
}

TimelineRecorder TimelineRecorder::resumed(const ModelInfo& info, const fs::path& folder,
                                           torch::Device device, std::int64_t step, std::int64_t planned)
{
    Timeline timeline = readTimeline(folder);
    if (!(timeline.model == info.spec))
        throw Error::badInput((folder / "timeline.json").string(), "the run's " + shortName(info.spec),
                              "another model's moments");
    std::erase_if(timeline.moments, [step](const TimelineMoment& moment) { return moment.step > step; });
    TimelineRecorder recorder(std::move(timeline), info, device);
    writeTimelineIndex(*recorder.m_timeline);
    removeLeftovers(*recorder.m_timeline);
    if (!recorder.m_timeline->isEmpty())
        recorder.m_schedule.goOn(recorder.m_timeline->moments.back().step, planned);
    return recorder;
}

bool TimelineRecorder::lacks(std::int64_t step) const
{
    return m_timeline->isEmpty() || m_timeline->moments.back().step != step;
}

void TimelineRecorder::record(Network& network, std::int64_t step, double epoch, const torch::Tensor& loss,
                              double seconds, std::int64_t planned)
{
    const double begin = clockSeconds();
    const torch::NoGradGuard noGrad;
    TimelineMoment moment;
    moment.step = step;
    moment.epoch = epoch;
    if (loss.defined())
        moment.loss = loss.item<double>();
    const bool wasTraining = network.is_training();
    network.eval();
    Recording recording;
    const auto logits = network.forward(m_pictures, &recording).to(torch::kCPU, torch::kFloat32).contiguous();
    network.train(wasTraining);
    torch::Tensor attention; // (pins, L, heads, N, N)
    std::span<const std::byte> bytes;
    if (!recording.attention.empty()) {
        attention = at::stack(recording.attention, 1).to(torch::kCPU, torch::kHalf).contiguous();
        bytes = {static_cast<const std::byte*>(attention.data_ptr()), std::size_t(attention.nbytes())};
    }
    writeTimelineFrame(*m_timeline, moment, {logits.data_ptr<float>(), std::size_t(logits.numel())}, bytes);
    add(moment);
    m_schedule.recorded(step, planned, seconds, clockSeconds() - begin);
}

void TimelineRecorder::add(const TimelineMoment& moment)
{
    Timeline next = *m_timeline;
    std::vector<std::int64_t> dropped;
    if (next.moments.size() >= m_schedule.capacity()) {
        const auto places = thinnedOut(next.moments.size());
        for (auto place = places.rbegin(); place != places.rend(); ++place) {
            dropped.push_back(next.moments[*place].step);
            next.moments.erase(next.moments.begin() + std::ptrdiff_t(*place));
        }
    }
    next.moments.push_back(moment);
    writeTimelineIndex(next); // first: what it names must be there
    for (const std::int64_t step : dropped) {
        std::error_code ignored;
        fs::remove(timelineFile(next, step), ignored);
    }
    m_timeline = std::make_shared<const Timeline>(std::move(next));
}

} // namespace saccade
