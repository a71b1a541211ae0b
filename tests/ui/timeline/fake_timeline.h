// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/error.h"
#include "tests/ui/attention/fake_attention.h"
#include "ui/timeline/timeline_artist.h"

#include <atomic>
#include <initializer_list>

namespace saccade::test {

/// Two pins, two layers, three heads, 4 × 4 patches. At step s head h of layer l looks at patch
/// s + 2h + 5l (modulo 16) and nowhere else; the first pin's true class is 1, which is what is said of both.
struct FakeTimeline
{
    static constexpr int Side = 4;    // patches
    static constexpr int Pixels = 16; // of a picture

    std::atomic<int> reads{0};
    std::atomic<std::int64_t> damagedStep{-1};
    ModelSpec model;

    FakeTimeline()
    {
        model.imageSize = Pixels;
        model.patchSize = Pixels / Side;
        model.classes = 2;
        model.depth = 2;
        model.heads = 3;
    }

    TimelinePtr timeline(std::initializer_list<std::int64_t> steps, const char* folder = "run") const
    {
        Timeline result;
        result.folder = folder;
        result.model = model;
        result.classNames = {"cat", "ship"};
        for (const int index : {3, 5})
            result.pins.push_back({{Split::Test, index}, index == 3 ? 1 : 0, plainPicture(Pixels, Pixels)});
        for (const std::int64_t step : steps) {
            TimelineMoment moment;
            moment.step = step;
            moment.epoch = double(step) / 8;
            if (step > 0)
                moment.loss = 2.0 / double(step);
            result.moments.push_back(moment);
        }
        return std::make_shared<const Timeline>(std::move(result));
    }

    static int patchAt(std::int64_t step, int layer, int head)
    {
        return int((step + 2 * head + 5 * layer) % (Side * Side));
    }

    ui::TimelineArtist::ReadFrame reader()
    {
        return [this](const Timeline& timeline, std::size_t place) {
            ++reads;
            TimelineFrame frame;
            frame.moment = timeline.moments.at(place);
            if (frame.moment.step == damagedStep)
                throw Error::badInput("step-4.safetensors", "a whole file", "half of one");
            const Grid grid{Side, Side, true, 2, 3};
            for (std::size_t pin = 0; pin < timeline.pins.size(); ++pin) {
                Explanation said = lookingAt(grid, [&frame](int layer, int head, int) {
                    return patchAt(frame.moment.step, layer, head);
                });
                if (!timeline.model.hasAttention())
                    said.attention = {};
                frame.pictures.push_back(std::move(said));
            }
            return frame;
        };
    }

    /// The colour in the middle of a patch of a block that is one picture.
    static QColor patchColour(const QImage& block, int patch)
    {
        const double cell = double(block.width()) / Side;
        return block.pixelColor(int((patch % Side + 0.5) * cell), int((patch / Side + 0.5) * cell));
    }
};

/// A colour map's ends.
inline QColor lowest(ColourMap map)
{
    const auto& colour = colourTable(map).front();
    return {colour[0], colour[1], colour[2]};
}

inline QColor highest(ColourMap map)
{
    const auto& colour = colourTable(map).back();
    return {colour[0], colour[1], colour[2]};
}

} // namespace saccade::test
