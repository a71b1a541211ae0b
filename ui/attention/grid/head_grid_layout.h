// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QSize>

#include <optional>

namespace saccade::ui {

/// Where the tiles of the layer × head grid lie, in logical pixels.
struct HeadGridLayout
{
    struct Tile
    {
        int layer = 0;
        int head = 0;
        bool operator==(const Tile&) const = default;
    };

    int layers = 0;
    int heads = 0;
    int patchRows = 1; ///< of a tile's map
    int patchColumns = 1;
    int labelWidth = 0; ///< room for the layers' numbers, and above for the heads'
    int labelHeight = 0;
    QSize tile; ///< set by fit()

    bool isEmpty() const { return layers < 1 || heads < 1; }
    /// Makes the tiles as large as the room allows, between limits; where that costs little, each patch gets
    /// a whole number of device pixels, so that all patches of a map look alike.
    void fit(const QSize& room, double devicePixelRatio);
    QRect rect(const Tile& tile) const;
    std::optional<Tile> at(const QPoint& position) const;
    /// Of the whole grid, with tiles of this width.
    QSize sizeWith(int tileWidth) const;
    /// With the smallest tiles that still show something.
    QSize smallest() const;

private:
    QSize tileOf(int width) const;
};

} // namespace saccade::ui
