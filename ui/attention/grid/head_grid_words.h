// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attention/grid/head_tiles.h"

#include <QString>
#include <QStringList>

namespace saccade::ui {

/// The quantities that the grid can show, names of methods(), in the order of its list.
QStringList gridQuantities();
QString quantityName(const QString& method);
QString quantityToolTip(const QString& method);

QString orderName(HeadOrder order);

/// What there is to say of one tile, several lines; the scene has maps.
QString describeTile(const Scene& scene, const HeadTiles& tiles, const GridChoice& choice, Query query,
                     int layer, int head);

} // namespace saccade::ui
