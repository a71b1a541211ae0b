// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/png.h"
#include "tests/support/suite.h"
#include "ui/support/image_convert.h"

using namespace saccade;
using namespace saccade::ui;

namespace {

/// 5 × 3: a width whose lines are not a multiple of four bytes.
Image sample()
{
    Image picture(5, 3);
    for (std::size_t i = 0; i < picture.rgb.size(); ++i)
        picture.rgb[i] = std::uint8_t(i * 31 + 7);
    return picture;
}

} // namespace

class ImageConvertTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPixelCrossesOver()
    {
        const Image picture = sample();
        const QImage shown = toQImage(picture);
        QCOMPARE(shown.size(), QSize(5, 3));
        for (int y = 0; y < 3; ++y)
            for (int x = 0; x < 5; ++x) {
                const auto pixel = picture.pixel(x, y);
                QCOMPARE(shown.pixel(x, y), qRgb(pixel[0], pixel[1], pixel[2]));
            }
    }

    void aPictureComesBackFromEveryFormatUnchanged()
    {
        const QImage shown = toQImage(sample());
        for (const QImage::Format format :
             {QImage::Format_RGB32, QImage::Format_RGB888, QImage::Format_ARGB32, QImage::Format_RGBA8888})
            QVERIFY(fromQImage(shown.convertToFormat(format)) == sample());
        QImage dense = shown;
        dense.setDevicePixelRatio(2.0);
        QVERIFY(fromQImage(dense) == sample());
    }

    void transparentPartsShowWhite()
    {
        QImage clear(1, 1, QImage::Format_ARGB32);
        clear.fill(Qt::transparent);
        QCOMPARE(fromQImage(clear).pixel(0, 0), (std::array<std::uint8_t, 3>{255, 255, 255}));
    }

    void anEmptyPictureStaysEmpty()
    {
        QVERIFY(toQImage(Image()).isNull());
        QVERIFY(fromQImage(QImage()).isEmpty());
    }

    void qtReadsThePngThatWeWrite()
    {
        const auto png = encodePng(sample());
        const QImage read =
            QImage::fromData(reinterpret_cast<const uchar*>(png.data()), int(png.size()), "PNG");
        QVERIFY(fromQImage(read) == sample());
    }
};

SACCADE_SUITE(ImageConvertTest)
#include "image_convert_test.moc"
