// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/image_convert.h"

#include <QPainter>

#include <cstring>

namespace saccade::ui {

QImage toQImage(const Image& picture)
{
    if (picture.isEmpty())
        return {};
    QImage result(picture.width, picture.height, QImage::Format_RGB32);
    const std::uint8_t* pixel = picture.rgb.data();
    for (int y = 0; y < picture.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(result.scanLine(y));
        for (int x = 0; x < picture.width; ++x, pixel += 3)
            line[x] = qRgb(pixel[0], pixel[1], pixel[2]);
    }
    return result;
}

Image fromQImage(const QImage& picture)
{
    if (picture.isNull())
        return {};
    QImage opaque = picture;
    opaque.setDevicePixelRatio(1.0);
    if (opaque.hasAlphaChannel()) {
        QImage white(opaque.size(), QImage::Format_RGB32);
        white.fill(Qt::white);
        QPainter(&white).drawImage(0, 0, opaque);
        opaque = white;
    }
    opaque = opaque.convertToFormat(QImage::Format_RGB888);
    Image result(opaque.width(), opaque.height());
    for (int y = 0; y < result.height; ++y)
        std::memcpy(result.rgb.data() + result.offset(0, y), opaque.constScanLine(y),
                    std::size_t(result.width) * 3);
    return result;
}

} // namespace saccade::ui
