// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/thumbnail_painter.h"

#include <QImage>
#include <QPainter>
#include <QPalette>

#include <algorithm>

namespace saccade::ui {

namespace {

constexpr double cornerRadius = 2.5;

void drawPicture(QPainter& painter, const QRect& square, const QImage& picture)
{
    // A texture brush rounds the corners while the pixels stay squares.
    QBrush brush(picture);
    QTransform toSquare = QTransform::fromTranslate(square.x(), square.y());
    toSquare.scale(double(square.width()) / picture.width(), double(square.height()) / picture.height());
    brush.setTransform(toSquare);
    painter.setPen(Qt::NoPen);
    painter.setBrush(brush);
    painter.drawRoundedRect(square, cornerRadius, cornerRadius);
}

void drawOutline(QPainter& painter, const QRect& square, double distance, double width, const QColor& colour)
{
    const double out = distance + width / 2;
    painter.setPen(QPen(colour, width));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(square).adjusted(-out, -out, out, out), cornerRadius + out,
                            cornerRadius + out);
}

void drawDot(QPainter& painter, const QRect& square, const QPalette& palette)
{
    // The rim keeps the dot visible on a red picture.
    const double radius = std::clamp(square.width() * 0.06, 2.5, 5.0);
    const QPointF centre(square.right() - radius - 2.0, square.top() + radius + 3.0);
    painter.setPen(QPen(palette.color(QPalette::Window), 1.5));
    painter.setBrush(wrongColour(palette));
    painter.drawEllipse(centre, radius + 0.5, radius + 0.5);
}

} // namespace

QColor wrongColour(const QPalette& palette)
{
    const bool dark = palette.color(QPalette::Window).lightness() < 128;
    return dark ? QColor(0xff, 0x6b, 0x6b) : QColor(0xc9, 0x2a, 0x2a);
}

void paintThumbnail(QPainter& painter, const QRect& square, const QImage& picture,
                    const ThumbnailState& state, const QPalette& palette)
{
    drawPicture(painter, square, picture);
    if (state.wrong)
        drawDot(painter, square, palette);
    const QColor accent = palette.color(QPalette::Highlight);
    if (state.current) {
        drawOutline(painter, square, 1.0, 2.0, accent);
        if (state.focused) {
            QColor halo = accent;
            halo.setAlpha(110);
            drawOutline(painter, square, 3.0, 2.0, halo);
        }
    } else if (state.hovered) {
        drawOutline(painter, square, 1.0, 1.0, palette.color(QPalette::PlaceholderText));
    }
}

} // namespace saccade::ui
