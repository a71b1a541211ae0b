// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/error.h"
#include "tests/support/suite.h"
#include "tests/ui/window/fake_services.h"
#include "ui/window/own_picture.h"
#include "ui/window/picture_drop.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QWidget>

using namespace saccade;
using namespace saccade::ui;

namespace {

/// 4 × 2 pixels: two red columns, two blue ones.
OwnPicture wide()
{
    Image picture(4, 2);
    for (int y = 0; y < 2; ++y)
        for (int x = 0; x < 4; ++x)
            picture.setPixel(x, y,
                             x < 2 ? std::array<std::uint8_t, 3>{200, 0, 0}
                                   : std::array<std::uint8_t, 3>{0, 0, 200});
    return {std::make_shared<const Image>(picture), "flag.png", {}};
}

} // namespace

class OwnPictureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsCroppedOrFittedAndNamed()
    {
        const std::array<float, 3> mean{0.5F, 0.25F, 0.0F};
        const ShownPicture cropped = fitted(wide(), 2, PictureFit::Crop, mean);
        QCOMPARE(cropped.label, QString("Own picture: flag.png"));
        QVERIFY(!cropped.ref.has_value());
        QVERIFY(cropped.trueLabel < 0);
        QVERIFY(cropped.pixels.pixel(0, 0) == (std::array<std::uint8_t, 3>{200, 0, 0}));
        QVERIFY(cropped.pixels.pixel(1, 1) == (std::array<std::uint8_t, 3>{0, 0, 200}));
        const ShownPicture whole = fitted(wide(), 4, PictureFit::Letterbox, mean);
        QVERIFY(whole.pixels.pixel(0, 0) == (std::array<std::uint8_t, 3>{128, 64, 0}));
        QVERIFY(whole.pixels.pixel(0, 1) == (std::array<std::uint8_t, 3>{200, 0, 0}));
        QVERIFY(whole.pixels.pixel(3, 2) == (std::array<std::uint8_t, 3>{0, 0, 200}));
        QVERIFY(whole.pixels.pixel(3, 3) == (std::array<std::uint8_t, 3>{128, 64, 0}));
    }

    void whatIsNoPictureIsRefusedWithASentence()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath("notes.png");
        test::writeFile(file, "no picture");
        try {
            readPicture(toPath(file));
            QFAIL("it was read");
        } catch (const Error& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains("notes.png"), error.what());
        }
    }

    void aFileIsTakenBeforeItsPicture()
    {
        QMimeData both;
        both.setUrls({QUrl("https://example.org/a.png"), QUrl::fromLocalFile("/tmp/a.png")});
        both.setImageData(QImage(2, 2, QImage::Format_RGB32));
        QCOMPARE(carriedPicture(&both).path, QString("/tmp/a.png"));
        QMimeData image;
        image.setImageData(QImage(2, 3, QImage::Format_RGB32));
        QCOMPARE(carriedPicture(&image).image.size(), QSize(2, 3));
        QMimeData text;
        text.setText("a.png");
        QVERIFY(carriedPicture(&text).isEmpty());
        QVERIFY(carriedPicture(nullptr).isEmpty());
    }

    void aDropIsTakenWhereItHoldsAPicture()
    {
        QWidget target;
        PictureDrop drop;
        drop.accept(&target);
        QSignalSpy dropped(&drop, &PictureDrop::dropped);
        const auto send = [&target](const QMimeData& data) {
            QDragEnterEvent enter({5, 5}, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, {});
            QCoreApplication::sendEvent(&target, &enter);
            if (!enter.isAccepted())
                return false;
            QDropEvent event({5.0, 5.0}, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, {});
            QCoreApplication::sendEvent(&target, &event);
            return event.isAccepted() && event.dropAction() == Qt::CopyAction;
        };
        QMimeData text;
        text.setText("words");
        QVERIFY(!send(text));
        QMimeData image;
        image.setImageData(QImage(2, 3, QImage::Format_RGB32));
        QVERIFY(send(image));
        QCOMPARE(dropped.size(), 1);
    }
};

SACCADE_SUITE(OwnPictureTest)
#include "own_picture_test.moc"
