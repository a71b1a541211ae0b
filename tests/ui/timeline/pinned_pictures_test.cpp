// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/pinned_pictures.h"

#include "tests/support/suite.h"
#include "ui/timeline/pin_strip.h"

#include <QToolButton>

using namespace saccade;
using namespace saccade::ui;

namespace {

/// Ten training and ten test pictures of one grey each.
DatasetPtr greys()
{
    auto data = std::make_shared<Dataset>();
    data->width = data->height = 4;
    data->trainCount = data->testCount = 10;
    data->classNames = {"light", "dark"};
    std::vector<std::uint8_t> pixels;
    for (int row = 0; row < 20; ++row) {
        data->labels.push_back(std::uint8_t(row % 2));
        pixels.insert(pixels.end(), data->imageBytes(), std::uint8_t(row * 10));
    }
    data->pixels = std::make_shared<const std::vector<std::uint8_t>>(std::move(pixels));
    return data;
}

} // namespace

class PinnedPicturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPictureIsPinnedAndLetGoOf()
    {
        PinnedPictures pins;
        pins.setDataset(greys());
        QSignalSpy changed(&pins, &PinnedPictures::changed);
        QVERIFY(pins.toggle({Split::Test, 3}));
        QVERIFY(pins.toggle({Split::Train, 3}));
        QVERIFY(pins.contains({Split::Test, 3}));
        QVERIFY(pins.pictures() == (std::vector<PictureRef>{{Split::Test, 3}, {Split::Train, 3}}));
        QVERIFY(pins.toggle({Split::Test, 3}));
        QVERIFY(pins.pictures() == (std::vector<PictureRef>{{Split::Train, 3}}));
        QCOMPARE(changed.size(), 3);
    }

    void thereIsRoomForEight()
    {
        PinnedPictures pins;
        pins.setDataset(greys());
        for (int i = 0; i < 8; ++i)
            QVERIFY(pins.toggle({Split::Test, i}));
        QVERIFY(pins.isFull());
        QVERIFY(!pins.toggle({Split::Test, 8}));
        QCOMPARE(pins.pictures().size(), std::size_t(8));
        QVERIFY(pins.toggle({Split::Test, 0}));
        QVERIFY(pins.toggle({Split::Test, 8}));
    }

    void whatTheDataSetDoesNotHaveIsNotPinned()
    {
        PinnedPictures pins;
        QVERIFY(!pins.toggle({Split::Test, 0})); // nothing is open yet
        pins.setDataset(greys());
        QVERIFY(!pins.toggle({Split::Test, 10}));
        QVERIFY(!pins.toggle({Split::Test, -1}));
        QVERIFY(pins.toggle({Split::Test, 9}));
        pins.setDataset(greys()); // another one: its pictures are others
        QVERIFY(pins.pictures().empty());
    }

    void theStripShowsAThumbnailEachThatLeadsToItsPicture()
    {
        PinnedPictures pins;
        PinStrip strip(&pins);
        QSignalSpy chosen(&strip, &PinStrip::pictureChosen);
        pins.setDataset(greys());
        pins.toggle({Split::Test, 3});
        pins.toggle({Split::Train, 6});
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        const auto buttons = strip.findChildren<QToolButton*>();
        QCOMPARE(buttons.size(), 2);
        QCOMPARE(buttons[0]->accessibleName(), QString("test #3, dark"));
        QCOMPARE(buttons[1]->accessibleName(), QString("train #6, light"));
        const QImage icon = buttons[1]->icon().pixmap(4, 4).toImage();
        QCOMPARE(icon.pixelColor(2, 2), QColor(60, 60, 60));
        buttons[1]->click();
        QCOMPARE(chosen.size(), 1);
        QVERIFY(chosen[0][0].value<PictureRef>() == (PictureRef{Split::Train, 6}));
    }
};

SACCADE_SUITE(PinnedPicturesTest)
#include "pinned_pictures_test.moc"
