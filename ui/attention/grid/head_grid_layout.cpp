// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/grid/head_grid_layout.h"

#include <algorithm>
#include <cmath>

namespace saccade::ui {

namespace {

constexpr int Gap = 5;
constexpr int Edge = 3; // room for the chosen tile's outline
constexpr int SmallestTile = 18;
constexpr int LargestTile = 128;
constexpr double MostGivenUp = 0.85; // of a tile's width, for even patches

} // namespace

QSize HeadGridLayout::tileOf(int width) const
{
    return {width, std::max(1, int(std::ceil(double(width) * patchRows / patchColumns)))};
}

void HeadGridLayout::fit(const QSize& room, double devicePixelRatio)
{
    if (isEmpty())
        return;
    const int across = (room.width() - labelWidth - 2 * Edge + Gap) / heads - Gap;
    const int down = (room.height() - labelHeight - 2 * Edge + Gap) / layers - Gap;
    int width = std::clamp(std::min(across, down * patchColumns / patchRows), SmallestTile, LargestTile);
    const int perPatch = int(width * devicePixelRatio) / patchColumns;
    const int even = int(std::ceil(perPatch * patchColumns / devicePixelRatio));
    if (even >= width * MostGivenUp)
        width = even;
    tile = tileOf(width);
}

QRect HeadGridLayout::rect(const Tile& at) const
{
    return {QPoint(Edge + labelWidth + at.head * (tile.width() + Gap),
                   Edge + labelHeight + at.layer * (tile.height() + Gap)),
            tile};
}

std::optional<HeadGridLayout::Tile> HeadGridLayout::at(const QPoint& position) const
{
    for (int layer = 0; layer < layers; ++layer)
        for (int head = 0; head < heads; ++head)
            if (rect({layer, head}).contains(position))
                return Tile{layer, head};
    return std::nullopt;
}

QSize HeadGridLayout::sizeWith(int tileWidth) const
{
    const QSize one = tileOf(tileWidth);
    return {labelWidth + heads * (one.width() + Gap) - Gap + 2 * Edge,
            labelHeight + layers * (one.height() + Gap) - Gap + 2 * Edge};
}

QSize HeadGridLayout::smallest() const
{
    return isEmpty() ? QSize(0, 0) : sizeWith(SmallestTile);
}

} // namespace saccade::ui
