// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QObject>
#include <QString>

class QMimeData;

namespace saccade::ui {

/// What a clipboard or a drag carries: a file's path, or a picture itself.
struct CarriedPicture
{
    QString path;
    QImage image;

    bool isEmpty() const { return path.isEmpty() && image.isNull(); }
};

CarriedPicture carriedPicture(const QMimeData* data);

/// Lets pictures be dropped on widgets.
class PictureDrop : public QObject
{
    Q_OBJECT

public:
    explicit PictureDrop(QObject* parent = nullptr);

    void accept(QWidget* on);

Q_SIGNALS:
    void dropped(const saccade::ui::CarriedPicture& picture);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace saccade::ui
