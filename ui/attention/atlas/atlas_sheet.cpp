// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/atlas/atlas_sheet.h"

#include "core/render/scale.h"
#include "core/render/tile.h"
#include "ui/support/image_convert.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace saccade::ui {

namespace {

constexpr int Gap = 4;

/// Tiles of one size in rows, in logical pixels.
struct Sheet
{
    int columns = 1;
    QSize tile{48, 48};
    bool isNumbered = false; ///< rows and columns bear their numbers: layers and heads
};

ColourMap signedColours(const SheetLook& look)
{
    return look.palette.color(QPalette::Window).lightness() < 128 ? ColourMap::BlueDarkOrange
                                                                  : ColourMap::BlueWhiteOrange;
}

QImage painted(const std::vector<QImage>& tiles, const Sheet& sheet, const SheetLook& look)
{
    if (tiles.empty())
        return {};
    const QFontMetrics metrics(look.font);
    const int left = sheet.isNumbered ? metrics.horizontalAdvance(QStringLiteral("000")) : 0;
    const int top = sheet.isNumbered ? metrics.height() + 2 : 0;
    const int rows = (int(tiles.size()) + sheet.columns - 1) / sheet.columns;
    const QSize size(left + sheet.columns * (sheet.tile.width() + Gap) - Gap,
                     top + rows * (sheet.tile.height() + Gap) - Gap);
    QImage image(size * look.pixelRatio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(look.pixelRatio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setFont(look.font);
    painter.setPen(look.palette.color(QPalette::PlaceholderText));
    const auto place = [&](int row, int column) {
        return QRect(
            QPoint(left + column * (sheet.tile.width() + Gap), top + row * (sheet.tile.height() + Gap)),
            sheet.tile);
    };
    for (int i = 0; i < int(tiles.size()); ++i)
        painter.drawImage(place(i / sheet.columns, i % sheet.columns), tiles[std::size_t(i)]);
    for (int column = 0; sheet.isNumbered && column < sheet.columns; ++column)
        painter.drawText(QRect(place(0, column).left(), 0, sheet.tile.width(), top), Qt::AlignCenter,
                         QString::number(column));
    for (int row = 0; sheet.isNumbered && row < rows; ++row)
        painter.drawText(QRect(0, place(row, 0).top(), left - 6, sheet.tile.height()),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(row));
    return image;
}

QString signedNumber(double value, int decimals)
{
    const QString number = QString::number(std::abs(value), 'f', decimals);
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + number;
}

/// A value's colour on a scale from -most to most, with two lines of text that read on it.
QImage valueTile(float value, float most, const QString& text, const QSize& size, const SheetLook& look)
{
    const float one[] = {value};
    const Image cell = renderTile(one, 1, 1, signedColours(look), {-most, most}, 1);
    const QImage colour = toQImage(cell);
    QImage tile(size * look.pixelRatio, QImage::Format_RGB32);
    tile.setDevicePixelRatio(look.pixelRatio);
    tile.fill(colour.pixelColor(0, 0));
    QPainter painter(&tile);
    painter.setFont(look.font);
    painter.setPen(qGray(colour.pixel(0, 0)) > 140 ? Qt::black : Qt::white);
    painter.drawText(QRect(QPoint(0, 0), size), Qt::AlignCenter, text);
    return tile;
}

} // namespace

bool hasOpposites(const PositionSimilarity& similarity)
{
    return std::any_of(similarity.values.begin(), similarity.values.end(),
                       [](float cosine) { return cosine < 0.0F; });
}

QImage positionSheet(const PositionSimilarity& similarity, const SheetLook& look)
{
    // On a scale from -1 to 1, cosines that are all above 0 would look alike.
    const bool isSigned = hasOpposites(similarity);
    const Scale scale = isSigned || similarity.values.empty()
                            ? Scale{-1.0F, 1.0F}
                            : Scale{scaleOf(similarity.values).minimum, 1.0F};
    const ColourMap colours = isSigned ? signedColours(look) : ColourMap::Inferno;
    const int patches = similarity.gridRows * similarity.gridColumns;
    std::vector<QImage> tiles;
    for (int patch = 0; patch < patches && !similarity.values.empty(); ++patch) {
        const auto map = std::span<const float>(similarity.values)
                             .subspan(std::size_t(patch) * std::size_t(patches), std::size_t(patches));
        tiles.push_back(
            toQImage(renderTile(map, similarity.gridRows, similarity.gridColumns, colours, scale, 6)));
    }
    return painted(tiles, {.columns = std::max(similarity.gridColumns, 1), .tile = {48, 48}}, look);
}

QImage filterSheet(const EmbeddingFilters& filters, const SheetLook& look)
{
    std::vector<QImage> tiles;
    for (const Image& tile : filters.tiles)
        tiles.push_back(toQImage(tile));
    return painted(tiles, {.columns = 8, .tile = {48, 48}}, look);
}

QImage offsetSheet(const OffsetAttention& offsets, const SheetLook& look)
{
    std::vector<QImage> tiles;
    for (int layer = 0; layer < offsets.layers; ++layer)
        for (int head = 0; head < offsets.heads; ++head) {
            const auto map = offsets.map(layer, head);
            tiles.push_back(toQImage(renderTile(map, offsets.rows, offsets.columns, ColourMap::Inferno,
                                                {0.0F, scaleOf(map).maximum}, 4)));
        }
    return painted(tiles, {.columns = std::max(offsets.heads, 1), .tile = {75, 75}, .isNumbered = true},
                   look);
}

QImage importanceSheet(const HeadImportance& importance, const SheetLook& look)
{
    float most = 1e-6F; // a head that changes nothing is in the middle
    for (const float change : importance.accuracyChange)
        most = std::max(most, std::abs(change));
    const QFontMetrics metrics(look.font);
    const QSize size(metrics.horizontalAdvance(QStringLiteral("−00.00")) + 14, 2 * metrics.height() + 10);
    std::vector<QImage> tiles;
    for (std::size_t i = 0; i < importance.accuracyChange.size(); ++i)
        tiles.push_back(valueTile(importance.accuracyChange[i], most,
                                  signedNumber(100.0 * double(importance.accuracyChange[i]), 1) +
                                      QLatin1Char('\n') + signedNumber(double(importance.logitChange[i]), 2),
                                  size, look));
    return painted(tiles, {.columns = std::max(importance.heads, 1), .tile = size, .isNumbered = true}, look);
}

} // namespace saccade::ui
