// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/exif.h"
#include "core/render/image_file.h"
#include "core/render/png.h"
#include "core/values/error.h"
#include "tests/support/suite.h"

#include <QFile>
#include <QTemporaryDir>

#include <stdexcept>

using namespace saccade;

namespace {

using Colour = std::array<std::uint8_t, 3>;

bool isNear(const Colour& a, const Colour& b)
{
    for (std::size_t c = 0; c < 3; ++c)
        if (std::abs(int(a[c]) - int(b[c])) > 6)
            return false;
    return true;
}

/// A JPEG of 16 × 8 pixels, left half red, right half blue, whose camera was held on its side
/// (orientation 6).
QByteArray sidewaysJpeg()
{
    return QByteArray::fromBase64(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAAMCAgMCAgMDAwMEAwME"
        "BQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQU"
        "FBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAIABADAREAAhEBAxEB/8QAFAABAAAAAAAA"
        "AAAAAAAAAAAAB//EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAWAQEBAQAAAAAAAAAAAAAAAAAJBwj/xAAUEQEAAAAAAAAAAAAAAAAA"
        "AAAA/9oADAMBAAIRAxEAPwASSpv0QlSG0//Z");
}

/// A PNG with transparency: (200, 0, 0) opaque, and black at 40 %.
QByteArray transparentPng()
{
    return QByteArray::fromBase64("iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAEUlEQVR42mM4wcDwn4GBIQ0A"
                                  "C6oCLqeYNP8AAAAASUVORK5CYII=");
}

/// 2 × 2 pixels, 24 bits, rows from the bottom, blue first, rows padded to 4 bytes.
QByteArray handMadeBmp()
{
    return QByteArray::fromHex("424d46000000000000003600000028000000020000000200000001001800"
                               "000000001000000000000000000000000000000000000000"
                               "0a0b0c0d0e0f0000"
                               "0102030405060000");
}

} // namespace

class ImageFileTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path write(const QString& name, const QByteArray& bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("the test cannot write its file");
        return file.fileName().toStdString();
    }

    static QString refusal(const std::filesystem::path& path)
    {
        try {
            decodeImageFile(path);
        } catch (const Error& error) {
            return error.kind() == Error::Kind::BadInput ? QString::fromStdString(error.what())
                                                         : "wrong kind";
        }
        return "accepted";
    }

private Q_SLOTS:
    void aPictureComesBackFromItsPngUnchanged()
    {
        Image picture(37, 21);
        for (std::size_t i = 0; i < picture.rgb.size(); ++i)
            picture.rgb[i] = std::uint8_t(i * i * 13 + i / 7);
        const std::vector<std::byte> png = encodePng(picture);
        const QByteArray bytes(reinterpret_cast<const char*>(png.data()), qsizetype(png.size()));
        // Signature, then IHDR: 37 × 21, 8 bits, colour type 2 (RGB).
        QCOMPARE(bytes.left(26), QByteArray::fromHex("89504e470d0a1a0a0000000d494844520000002500000015"
                                                     "0802"));
        QVERIFY(decodeImageFile(write("round.png", bytes)) == picture);
        QVERIFY_EXCEPTION_THROWN(encodePng(Image()), std::invalid_argument);
    }

    void aBmpIsReadPixelByPixel()
    {
        const Image picture = decodeImageFile(write("hand.bmp", handMadeBmp()));
        QCOMPARE(picture.width, 2);
        QCOMPARE(picture.height, 2);
        QCOMPARE(picture.pixel(0, 0), (Colour{3, 2, 1}));
        QCOMPARE(picture.pixel(1, 0), (Colour{6, 5, 4}));
        QCOMPARE(picture.pixel(0, 1), (Colour{12, 11, 10}));
        QCOMPARE(picture.pixel(1, 1), (Colour{15, 14, 13}));
    }

    void transparentPartsShowWhite()
    {
        const Image picture = decodeImageFile(write("clear.png", transparentPng()));
        QCOMPARE(picture.pixel(0, 0), (Colour{200, 0, 0}));
        QCOMPARE(picture.pixel(1, 0), (Colour{153, 153, 153})); // 255 · 60 %
    }

    void aPhotographIsTurnedTheWayItsCameraWasHeld()
    {
        const Image picture = decodeImageFile(write("phone.jpg", sidewaysJpeg()));
        QCOMPARE(picture.width, 8);
        QCOMPARE(picture.height, 16);
        QVERIFY2(isNear(picture.pixel(3, 2), {220, 30, 30}), "the left half is now on top");
        QVERIFY2(isNear(picture.pixel(3, 13), {30, 30, 220}), "the right half is now below");
    }

    void everyOrientationPutsTheRightCornerOnTop()
    {
        // 3 × 2 pixels numbered from 1; what each orientation shows, row by row.
        Image stored(3, 2);
        for (int i = 0; i < 6; ++i)
            stored.setPixel(i % 3, i / 3, {std::uint8_t(i + 1), 0, 0});
        const std::vector<std::vector<int>> expected{
            {1, 2, 3, 4, 5, 6}, {3, 2, 1, 6, 5, 4}, {6, 5, 4, 3, 2, 1}, {4, 5, 6, 1, 2, 3},
            {1, 4, 2, 5, 3, 6}, {4, 1, 5, 2, 6, 3}, {6, 3, 5, 2, 4, 1}, {3, 6, 2, 5, 1, 4}};
        for (int orientation = 1; orientation <= 8; ++orientation) {
            const Image shown = uprighted(stored, orientation);
            QCOMPARE(shown.width, orientation < 5 ? 3 : 2);
            for (int i = 0; i < 6; ++i)
                QCOMPARE(int(shown.pixel(i % shown.width, i / shown.width)[0]),
                         expected[std::size_t(orientation - 1)][std::size_t(i)]);
        }
    }

    void aDamagedExifBlockIsPassedOver()
    {
        const QByteArray jpeg = sidewaysJpeg();
        const auto orientation = [](const QByteArray& file) {
            return exifOrientation(
                {reinterpret_cast<const std::byte*>(file.data()), std::size_t(file.size())});
        };
        QCOMPARE(orientation(jpeg), 6);
        for (qsizetype length = 0; length < jpeg.size(); ++length) {
            const int found = orientation(jpeg.left(length));
            QVERIFY(found == 1 || found == 6);
        }
        QByteArray far = jpeg;
        far.replace(QByteArray::fromHex("4d4d002a00000008"), QByteArray::fromHex("4d4d002afffffff0"));
        QCOMPARE(orientation(far), 1);
        QCOMPARE(orientation(transparentPng()), 1);
    }

    void aPictureOfMoreThan64MegapixelsIsRefusedByItsHeader()
    {
        const QString expected = ": expected a picture of at most 64 megapixels, found ";
        QByteArray png = transparentPng();
        png.replace(16, 8, QByteArray::fromHex("00001f4000001f41")); // IHDR: 8000 × 8001
        QVERIFY(refusal(write("large.png", png)).endsWith(expected + "8000 × 8001 pixels"));
        png.replace(16, 8, QByteArray::fromHex("0000ea600000ea60")); // 60000 × 60000: 10.8 GB
        QVERIFY(refusal(write("vast.png", png)).contains("at most 64 megapixels, found something else"));
        png.replace(16, 8, QByteArray::fromHex("00001f4000001f40")); // 8000 × 8000 is not too large
        QVERIFY(refusal(write("lying.png", png)).contains("found a damaged one"));
    }

    void aFileOfMoreThan256MebibytesIsRefusedUnread()
    {
        const auto path = write("long.png", transparentPng());
        std::filesystem::resize_file(path, 257ULL << 20); // sparse: takes no room on the disk
        QVERIFY(refusal(path).endsWith("expected a picture of at most 256 MiB, found 257 MiB"));
    }

    void whatIsNoPictureIsRefusedInASentence()
    {
        QVERIFY(
            refusal(write("text.png", "hello"))
                .endsWith(
                    "expected a PNG, JPEG or BMP picture of at most 64 megapixels, found something else"));
        QVERIFY(refusal(write("empty.png", "")).contains("found something else"));
        QVERIFY(refusal(m_folder.filePath("none.png").toStdString()).contains("found nothing there"));
        QVERIFY(refusal(m_folder.path().toStdString()).contains("found a folder"));
    }

    void aPngCutShortIsRefused()
    {
        QVERIFY(refusal(write("cut.png", transparentPng().left(50))).contains("found a damaged one"));
    }
};

SACCADE_SUITE(ImageFileTest)
#include "image_file_test.moc"
