// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QListWidget>

#include <vector>

namespace saccade::ui {

/// Pictures with words under each, side by side, as many in a row as there is room for. A click, or Enter on
/// the one that the arrow keys chose, chooses it.
class TileList : public QListWidget
{
    Q_OBJECT

public:
    struct Tile
    {
        QImage picture; ///< side() pixels wide
        QString words;
        QString toolTip;
    };

    explicit TileList(QWidget* parent = nullptr);

    /// Device pixels of a picture's longer side.
    int side() const;
    void setTiles(const std::vector<Tile>& tiles);
    /// Exchanges the pictures of the tiles that are there.
    void setPictures(const std::vector<QImage>& pictures);

Q_SIGNALS:
    void chosen(int index);
};

} // namespace saccade::ui
