// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/thumbnail_cache.h"

#include <utility>

namespace saccade::ui {

namespace {

QImage fromPlanes(const std::uint8_t* planes, int width, int height)
{
    // RGB32, the format that the raster engine draws without converting it first.
    QImage image(width, height, QImage::Format_RGB32);
    const std::size_t plane = std::size_t(width) * std::size_t(height);
    for (int y = 0; y < height; ++y) {
        const std::uint8_t* red = planes + std::size_t(y) * std::size_t(width);
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < width; ++x)
            line[x] = qRgb(red[x], red[plane + std::size_t(x)], red[2 * plane + std::size_t(x)]);
    }
    return image;
}

} // namespace

void ThumbnailCache::setDataset(DatasetPtr data)
{
    m_data = std::move(data);
    m_images.clear();
}

QImage ThumbnailCache::image(int row) const
{
    if (const QImage* kept = m_images.object(row))
        return *kept;
    const QImage made = fromPlanes(m_data->pixels->data() + std::size_t(row) * m_data->imageBytes(),
                                   m_data->width, m_data->height);
    m_images.insert(row, new QImage(made), int(made.sizeInBytes()));
    return made;
}

} // namespace saccade::ui
