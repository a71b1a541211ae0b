// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/out/view_export.h"

#include "core/values/error.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QWidget>

namespace saccade::ui {

namespace {

constexpr double PointsPerInch = 72.0;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(saccade::ui::OutActions)
};

/// Onto the ground that the window has under it.
void paint(QWidget& widget, QPainter& painter)
{
    painter.fillRect(widget.rect(), widget.palette().color(QPalette::Window));
    widget.render(&painter);
}

QByteArray png(QWidget& widget, int scale)
{
    QImage image(widget.size() * scale, QImage::Format_RGB32);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!image.isNull()) {
        image.setDevicePixelRatio(scale);
        QPainter painter(&image);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        paint(widget, painter);
        painter.end();
        image.setDevicePixelRatio(1.0);
        image.save(&buffer, "PNG");
    }
    if (bytes.isEmpty())
        throw Error(Words::tr("There is not enough memory for a picture of %1 × %2 pixels.")
                        .arg(widget.width() * scale)
                        .arg(widget.height() * scale)
                        .toStdString());
    return bytes;
}

QByteArray svg(QWidget& widget)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(widget.logicalDpiX()); // fonts come out as large as on the screen
    generator.setSize(widget.size());
    generator.setViewBox(widget.rect());
    generator.setTitle(widget.accessibleName());
    QPainter painter(&generator);
    paint(widget, painter);
    painter.end();
    return bytes;
}

QByteArray pdf(QWidget& widget)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setCreator(QStringLiteral("Saccade"));
    writer.setResolution(widget.logicalDpiX());
    const double points = PointsPerInch / widget.logicalDpiX();
    writer.setPageMargins({});
    writer.setPageSize(QPageSize(QSizeF(widget.size()) * points, QPageSize::Point, QStringLiteral("view"),
                                 QPageSize::ExactMatch));
    QPainter painter(&writer);
    paint(widget, painter);
    painter.end();
    return bytes;
}

} // namespace

QByteArray viewBytes(QWidget& widget, ViewForm form, int scale)
{
    switch (form) {
    case ViewForm::Svg:
        return svg(widget);
    case ViewForm::Pdf:
        return pdf(widget);
    case ViewForm::Png:
        break;
    }
    return png(widget, scale);
}

const char* suffixOf(ViewForm form)
{
    return form == ViewForm::Png ? ".png" : form == ViewForm::Svg ? ".svg" : ".pdf";
}

} // namespace saccade::ui
