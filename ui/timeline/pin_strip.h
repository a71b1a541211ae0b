// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"

#include <QWidget>

class QHBoxLayout;

namespace saccade::ui {

class PinnedPictures;

/// The pinned pictures as thumbnails in a row: a click shows one large.
class PinStrip : public QWidget
{
    Q_OBJECT

public:
    explicit PinStrip(PinnedPictures* pins, QWidget* parent = nullptr);

Q_SIGNALS:
    void pictureChosen(saccade::PictureRef picture);

private:
    void refresh();

    PinnedPictures* m_pins;
    QHBoxLayout* m_row;
};

} // namespace saccade::ui
