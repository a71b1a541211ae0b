// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_artist.h"

#include "core/render/overlay.h"
#include "ui/attention/scene/scene.h"
#include "ui/support/image_convert.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace saccade::ui {

namespace {

constexpr std::size_t KeptMoments = 3;

Query queryIn(const AttentionMaps& maps, const Query& wanted)
{
    if (wanted.isIn(maps))
        return wanted;
    return maps.hasCls() ? Query::ofCls() : Query::ofPatch(maps.gridRows / 2, maps.gridColumns / 2);
}

/// One map to be laid over a picture.
struct Layer
{
    std::vector<float> values;
    Scale scale;
};

/// The maps of a picture's heads `first` to `last`; their changes where `before` is given, whose scale is
/// set later.
std::vector<Layer> layersOf(const AttentionMaps& maps, const AttentionMaps* before, int layer, int first,
                            int last, const TimelineView& view)
{
    const Query query = queryIn(maps, view.query);
    const int token = query.token(maps);
    std::vector<Layer> layers;
    for (int head = first; head <= last; ++head) {
        const auto now = maps.patches(layer, head, token);
        Layer one{{now.begin(), now.end()}, {}};
        if (before) {
            const auto then = before->patches(layer, head, token);
            for (std::size_t i = 0; i < one.values.size(); ++i)
                one.values[i] -= then[i];
        } else {
            one.scale = shownScale(maps, layer, head, query, view.scale);
        }
        layers.push_back(std::move(one));
    }
    return layers;
}

/// The picture once for each map, in a square of `side` pixels; alone where there are no maps.
QImage blockOf(const Image& picture, const AttentionMaps& maps, const std::vector<Layer>& layers,
               const TimelineView& view)
{
    const int side = std::max(1, view.side);
    if (layers.empty())
        return toQImage(enlarge(picture, side));
    const ColourMap colours = view.against ? view.signedColours : view.colours;
    const auto drawn = [&](const Layer& layer, int pixels) {
        return toQImage(overlay(picture, layer.values, maps.gridRows, maps.gridColumns, layer.scale, colours,
                                view.opacity / 100.0, view.smooth, pixels));
    };
    if (layers.size() == 1)
        return drawn(layers.front(), side);
    const int columns = int(std::ceil(std::sqrt(double(layers.size()))));
    constexpr int Gap = 2;
    const int cell = std::max(1, (side - Gap * (columns - 1)) / columns);
    QImage block(side, side, QImage::Format_ARGB32_Premultiplied);
    block.fill(Qt::transparent);
    QPainter painter(&block);
    for (int i = 0; i < int(layers.size()); ++i)
        painter.drawImage((i % columns) * (cell + Gap), (i / columns) * (cell + Gap),
                          drawn(layers[std::size_t(i)], cell));
    return block;
}

TimelineBlock answerOf(const Explanation& said, int label)
{
    TimelineBlock block;
    block.predicted = said.predicted();
    if (block.predicted >= 0)
        block.probability = said.probabilities[std::size_t(block.predicted)];
    block.isRight = block.predicted == label;
    if (label >= 0 && label < int(said.probabilities.size()))
        block.trueProbability = said.probabilities[std::size_t(label)];
    return block;
}

} // namespace

TimelineArtist::TimelineArtist(ReadFrame read)
    : m_read(std::move(read))
{
}

std::shared_ptr<const TimelineFrame> TimelineArtist::frameAt(const Timeline& timeline, std::int64_t step)
{
    const std::size_t place = timeline.nearest(step);
    const std::int64_t there = timeline.moments.at(place).step;
    const auto found = std::find_if(m_kept.begin(), m_kept.end(), [&](const Kept& kept) {
        return kept.frame->moment.step == there && kept.folder == timeline.folder;
    });
    if (found != m_kept.end())
        return found->frame;
    auto frame = std::make_shared<const TimelineFrame>(m_read(timeline, place));
    m_kept.push_back({timeline.folder, frame});
    if (m_kept.size() > KeptMoments)
        m_kept.pop_front();
    return frame;
}

TimelineDrawing TimelineArtist::draw(const TimelineView& view)
{
    const Timeline& timeline = *view.timeline;
    TimelineDrawing drawing;
    drawing.view = view;
    std::shared_ptr<const TimelineFrame> before;
    if (view.against) {
        before = frameAt(timeline, *view.against);
        drawing.against = before->moment;
    }
    const auto frame = frameAt(timeline, view.step);
    drawing.moment = frame->moment;
    drawing.layer = std::clamp(view.layer, 0, std::max(0, timeline.model.depth - 1));
    drawing.head = std::clamp(view.head, 0, std::max(0, timeline.model.heads - 1));

    std::vector<std::vector<Layer>> layers;
    for (std::size_t pin = 0; pin < frame->pictures.size(); ++pin) {
        const AttentionMaps& maps = frame->pictures[pin].attention;
        if (maps.isEmpty()) {
            layers.emplace_back();
            continue;
        }
        const int first = view.allHeads ? 0 : drawing.head;
        const int last = view.allHeads ? maps.heads - 1 : drawing.head;
        layers.push_back(layersOf(maps, before ? &before->pictures[pin].attention : nullptr, drawing.layer,
                                  first, last, view));
    }
    if (before) {
        // One scale for all, the same on either side of 0: how strong a change is can be compared.
        for (const auto& picture : layers)
            for (const Layer& layer : picture)
                for (const float value : layer.values)
                    if (std::isfinite(value))
                        drawing.furthest = std::max(drawing.furthest, std::abs(value));
        const float end = std::max(drawing.furthest, 1e-6F);
        for (auto& picture : layers)
            for (Layer& layer : picture)
                layer.scale = {-end, end};
    }
    for (std::size_t pin = 0; pin < frame->pictures.size(); ++pin) {
        TimelineBlock block = answerOf(frame->pictures[pin], timeline.pins[pin].label);
        block.image = blockOf(timeline.pins[pin].image, frame->pictures[pin].attention, layers[pin], view);
        drawing.blocks.push_back(std::move(block));
    }
    return drawing;
}

} // namespace saccade::ui
