// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/pinned_pictures.h"

#include <algorithm>

namespace saccade::ui {

PinnedPictures::PinnedPictures(QObject* parent)
    : QObject(parent)
{
}

void PinnedPictures::setDataset(const DatasetPtr& data)
{
    m_data = data;
    m_pictures.clear();
    Q_EMIT changed();
}

bool PinnedPictures::contains(PictureRef picture) const
{
    return std::find(m_pictures.begin(), m_pictures.end(), picture) != m_pictures.end();
}

bool PinnedPictures::toggle(PictureRef picture)
{
    const auto found = std::find(m_pictures.begin(), m_pictures.end(), picture);
    if (found != m_pictures.end())
        m_pictures.erase(found);
    else if (!m_data || isFull() || picture.index < 0 || picture.index >= m_data->count(picture.split))
        return false;
    else
        m_pictures.push_back(picture);
    Q_EMIT changed();
    return true;
}

} // namespace saccade::ui
