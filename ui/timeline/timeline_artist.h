// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/colour_map.h"
#include "core/render/scale.h"
#include "core/values/timeline.h"
#include "ui/attention/scene/query.h"
#include "ui/attention/scene/scale_choice.h"

#include <QImage>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace saccade::ui {

/// All that a drawing of a timeline's moment depends on.
struct TimelineView
{
    TimelinePtr timeline;
    std::int64_t step = 0;
    /// Shows how the maps changed since the moment of this step, instead of the maps.
    std::optional<std::int64_t> against;
    int layer = 0;
    int head = 0;
    bool allHeads = false; ///< of the layer, side by side
    Query query;
    ColourMap colours = ColourMap::Inferno;
    ColourMap signedColours = ColourMap::BlueWhiteOrange; ///< for changes
    int opacity = 70;                                     ///< percent
    bool smooth = true;
    ScaleChoice scale;
    int side = 0; ///< of a pinned picture, in device pixels
    bool operator==(const TimelineView&) const = default;
};

/// One pinned picture with its maps over it.
struct TimelineBlock
{
    QImage image;
    int predicted = -1;
    float probability = 0.0F;     ///< of the predicted class
    bool isRight = false;         ///< it is the true one
    float trueProbability = 0.0F; ///< of the true class
};

struct TimelineDrawing
{
    TimelineView view;
    TimelineMoment moment;
    std::optional<TimelineMoment> against; ///< the moment that changes are counted from
    int layer = 0; ///< as drawn: the timeline's model may have fewer than was asked for
    int head = 0;
    float furthest = 0.0F;             ///< largest change, which both ends of the signed colours stand for
    std::vector<TimelineBlock> blocks; ///< one a pin
};

/// Reads moments and draws them. It may be slow: for a worker thread, one call at a time. It keeps the last
/// few moments that it read, so that a change of head or query reads nothing again.
class TimelineArtist
{
public:
    using ReadFrame = std::function<TimelineFrame(const Timeline&, std::size_t moment)>;

    explicit TimelineArtist(ReadFrame read);

    /// Layer, head and query that the timeline's model does not have become the nearest layer and head, and
    /// CLS or the centre patch. Throws Error where the moment cannot be read.
    TimelineDrawing draw(const TimelineView& view);

private:
    struct Kept
    {
        std::filesystem::path folder;
        std::shared_ptr<const TimelineFrame> frame;
    };

    std::shared_ptr<const TimelineFrame> frameAt(const Timeline& timeline, std::int64_t step);

    ReadFrame m_read;
    std::deque<Kept> m_kept;
};

} // namespace saccade::ui
