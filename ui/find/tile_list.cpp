// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/find/tile_list.h"

#include <QIcon>

#include <algorithm>
#include <cmath>

namespace saccade::ui {

namespace {

constexpr int Side = 96; // pixels of the screen's own measure

/// The same when it is chosen: a tinted map would have other colours than its scale.
QIcon iconOf(QImage picture, double pixelRatio)
{
    picture.setDevicePixelRatio(pixelRatio);
    const QPixmap pixmap = QPixmap::fromImage(picture);
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected);
    return icon;
}

} // namespace

TileList::TileList(QWidget* parent)
    : QListWidget(parent)
{
    setViewMode(QListView::IconMode);
    setIconSize({Side, Side});
    setSpacing(6);
    setResizeMode(QListView::Adjust);
    setMovement(QListView::Static);
    setUniformItemSizes(true);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    connect(this, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem* item) { Q_EMIT chosen(row(item)); });
    connect(this, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem* item) { Q_EMIT chosen(row(item)); });
}

int TileList::side() const
{
    return int(std::lround(Side * devicePixelRatioF()));
}

void TileList::setTiles(const std::vector<Tile>& tiles)
{
    clear();
    for (const Tile& tile : tiles) {
        auto* item = new QListWidgetItem(iconOf(tile.picture, devicePixelRatioF()), tile.words, this);
        item->setToolTip(tile.toolTip);
        item->setTextAlignment(Qt::AlignHCenter | Qt::AlignTop);
    }
}

void TileList::setPictures(const std::vector<QImage>& pictures)
{
    const int common = std::min(count(), int(pictures.size()));
    for (int i = 0; i < common; ++i)
        item(i)->setIcon(iconOf(pictures[std::size_t(i)], devicePixelRatioF()));
}

} // namespace saccade::ui
