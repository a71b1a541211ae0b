// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/picture_drop.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace saccade::ui {

CarriedPicture carriedPicture(const QMimeData* data)
{
    if (!data)
        return {};
    // A file before a picture: browsers and file managers offer both, and the file is the original.
    for (const QUrl& url : data->urls())
        if (url.isLocalFile())
            return {url.toLocalFile(), {}};
    if (data->hasImage())
        return {{}, qvariant_cast<QImage>(data->imageData())};
    return {};
}

PictureDrop::PictureDrop(QObject* parent)
    : QObject(parent)
{
}

void PictureDrop::accept(QWidget* on)
{
    on->setAcceptDrops(true);
    on->installEventFilter(this);
}

bool PictureDrop::eventFilter(QObject* watched, QEvent* event)
{
    const QEvent::Type type = event->type();
    if (type != QEvent::DragEnter && type != QEvent::DragMove && type != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto* drop = static_cast<QDropEvent*>(event); // of which the others are kinds
    const CarriedPicture picture = carriedPicture(drop->mimeData());
    if (picture.isEmpty()) {
        drop->ignore();
        return true;
    }
    drop->setDropAction(Qt::CopyAction); // the file stays where it is
    drop->accept();
    if (type == QEvent::Drop)
        Q_EMIT dropped(picture);
    return true;
}

} // namespace saccade::ui
