// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"

#include <QCache>
#include <QImage>

namespace saccade::ui {

/// Pictures of a data set as QImages in their own size, made when first asked for. The bytes of the data set
/// are shared, and only the pictures looked at last are kept, so memory does not grow with the data set.
class ThumbnailCache
{
public:
    /// What the kept pictures may take: about 4,000 pictures of 32 × 32.
    static constexpr int capacityBytes = 16 * 1024 * 1024;

    void setDataset(DatasetPtr data);
    /// The picture in a row of the data set, width × height of the data set.
    QImage image(int row) const;
    int kept() const { return int(m_images.count()); }

private:
    DatasetPtr m_data;
    mutable QCache<int, QImage> m_images{capacityBytes};
};

} // namespace saccade::ui
