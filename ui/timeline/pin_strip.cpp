// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/pin_strip.h"

#include "ui/support/image_convert.h"
#include "ui/timeline/pinned_pictures.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QPixmap>
#include <QToolButton>

namespace saccade::ui {

namespace {

constexpr int Side = 20; // pixels of a thumbnail

} // namespace

PinStrip::PinStrip(PinnedPictures* pins, QWidget* parent)
    : QWidget(parent)
    , m_pins(pins)
    , m_row(new QHBoxLayout(this))
{
    setAccessibleName(tr("Pinned pictures"));
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(3);
    connect(pins, &PinnedPictures::changed, this, &PinStrip::refresh);
    refresh();
}

void PinStrip::refresh()
{
    while (QLayoutItem* item = m_row->takeAt(0)) {
        if (QWidget* button = item->widget()) {
            button->hide();
            button->deleteLater(); // it may be the one whose click or key led here
        }
        delete item;
    }
    for (const PictureRef picture : m_pins->pictures()) {
        const Dataset& data = *m_pins->dataset();
        auto* button = new QToolButton(this);
        button->setProperty("kind", "key");
        button->setFocusPolicy(Qt::StrongFocus);
        button->setIconSize({Side, Side});
        button->setIcon(QPixmap::fromImage(toQImage(data.image(picture))));
        const QString words =
            (picture.split == Split::Test ? tr("test #%1, %2") : tr("train #%1, %2"))
                .arg(picture.index)
                .arg(QString::fromStdString(data.classNames.at(std::size_t(data.label(picture)))));
        button->setAccessibleName(words);
        button->setToolTip(tr("%1: a click shows it. Shift+I on it lets go of it.").arg(words));
        connect(button, &QToolButton::clicked, this, [this, picture] { Q_EMIT pictureChosen(picture); });
        m_row->addWidget(button);
    }
    setVisible(!m_pins->pictures().empty());
}

} // namespace saccade::ui
