// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/out/timeline_film.h"

#include "core/render/gif.h"
#include "core/render/png.h"
#include "core/values/error.h"
#include "ui/attention/scene/words.h"
#include "ui/out/whole_file.h"
#include "ui/support/image_convert.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QFontMetrics>
#include <QImage>
#include <QPainter>

namespace saccade::ui {

namespace {

constexpr int Gap = 10;
constexpr int Delay = 12; // hundredths of a second, as the timeline plays

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(saccade::ui::TimelineFilm)
};

/// The blocks side by side, under each what the model says, and the moment under all of them.
QImage drawn(const TimelineFilm& film, const TimelineDrawing& drawing)
{
    const int side = film.view.side;
    const int count = int(drawing.blocks.size());
    const QFontMetrics metrics(film.font);
    const int line = metrics.height() + 4;
    QImage image(Gap + count * (side + Gap), Gap + side + 2 * line + Gap, QImage::Format_RGB32);
    image.fill(film.ground);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setFont(film.font);
    painter.setPen(film.text);
    const auto& names = film.view.timeline->classNames;
    for (int i = 0; i < count; ++i) {
        const TimelineBlock& block = drawing.blocks[std::size_t(i)];
        const QRect place(Gap + i * (side + Gap), Gap, side, side);
        painter.drawImage(place, block.image);
        QString said = percent(double(block.probability));
        if (block.predicted >= 0 && block.predicted < int(names.size()))
            said = QString::fromStdString(names[std::size_t(block.predicted)]) + ' ' + said;
        painter.drawText(QRect(place.left(), place.bottom() + 1, side, line),
                         Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(said, Qt::ElideRight, side));
    }
    painter.drawText(
        QRect(Gap, Gap + side + line, image.width() - 2 * Gap, line), Qt::AlignLeft | Qt::AlignVCenter,
        Words::tr("step %1, epoch %2").arg(drawing.moment.step).arg(drawing.moment.epoch, 0, 'f', 2));
    return image;
}

QByteArray bytesOf(const std::vector<std::byte>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size())};
}

} // namespace

void writeFilm(const TimelineFilm& film, const QString& path, RunControl& control, const Progress& progress)
{
    const QFileInfo file(path);
    const bool isSequence = file.suffix().compare(QLatin1String("png"), Qt::CaseInsensitive) == 0;
    TimelineArtist artist(film.read);
    std::optional<GifWriter> gif;
    const auto& moments = film.view.timeline->moments;
    for (std::size_t i = 0; i < moments.size(); ++i) {
        if (!control.checkpoint())
            throw Error(Words::tr("The export was stopped.").toStdString());
        progress(double(i) / double(moments.size()), Words::tr("Exporting the timeline").toStdString());
        TimelineView view = film.view;
        view.step = moments[i].step;
        const Image frame = fromQImage(drawn(film, artist.draw(view)));
        if (isSequence) {
            writeWhole(QStringLiteral("%1/%2-%3.png")
                           .arg(file.absolutePath(), file.completeBaseName())
                           .arg(i + 1, 4, 10, QLatin1Char('0')),
                       bytesOf(encodePng(frame)));
            continue;
        }
        if (!gif)
            gif.emplace(frame.width, frame.height, Delay);
        gif->add(frame);
    }
    if (gif)
        writeWhole(path, QByteArray::fromStdString(gif->finish()));
}

} // namespace saccade::ui
