// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/timeline.h"

#include <QObject>

#include <vector>

namespace saccade::ui {

/// The pictures of the open data set whose maps the next run will record, in the order in which they were
/// pinned.
class PinnedPictures : public QObject
{
    Q_OBJECT

public:
    explicit PinnedPictures(QObject* parent = nullptr);

    /// Lets go of the pins: they are of the data set that was open before.
    void setDataset(const DatasetPtr& data);
    const DatasetPtr& dataset() const { return m_data; }

    const std::vector<PictureRef>& pictures() const { return m_pictures; }
    bool contains(PictureRef picture) const;
    bool isFull() const { return m_pictures.size() >= Timeline::MostPins; }

    /// Pins the picture, or lets go of it. False, and nothing changed, where there is no room or no such
    /// picture.
    bool toggle(PictureRef picture);

Q_SIGNALS:
    void changed();

private:
    DatasetPtr m_data;
    std::vector<PictureRef> m_pictures;
};

} // namespace saccade::ui
