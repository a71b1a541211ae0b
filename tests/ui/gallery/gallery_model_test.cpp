// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/gallery/sample_pictures.h"
#include "ui/gallery/gallery_model.h"

#include <QAbstractItemModelTester>

using namespace saccade;
using namespace saccade::ui;
using saccade::test::allRight;
using saccade::test::samplePictures;

class GalleryModelTest : public QObject
{
    Q_OBJECT

    static constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

private Q_SLOTS:
    void aDataSetStartsWithItsTestPictures()
    {
        GalleryModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        QCOMPARE(model.rowCount(), 0);
        model.setDataset(samplePictures(7, 5));
        QCOMPARE(model.rowCount(), 5);
        QVERIFY((model.index(2).data(GalleryModel::PictureRole).value<PictureRef>() ==
                 PictureRef{Split::Test, 2}));
        // Row 7 + 2 of the data set has label 9 % 3.
        QCOMPARE(model.index(2).data(GalleryModel::ClassRole).toInt(), 0);
        QCOMPARE(model.index(2).data().toString(), QStringLiteral("cat"));
        model.setDataset(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void aThumbnailHasThePixelsOfTheDataSet()
    {
        GalleryModel model;
        model.setDataset(samplePictures(7, 5));
        const auto image = model.index(3).data(Qt::DecorationRole).value<QImage>();
        QCOMPARE(image.size(), QSize(4, 4));
        for (int y = 0; y < 4; ++y)
            for (int x = 0; x < 4; ++x)
                QCOMPARE(image.pixel(x, y), qRgb(10, x, y));
    }

    void thumbnailsAreMadeWhenAskedForAndABoundedNumberIsKept()
    {
        GalleryModel model;
        const DatasetPtr data = samplePictures(0, 6000, 32);
        model.setDataset(data);
        QCOMPARE(model.thumbnailsKept(), 0);
        model.thumbnailAt(17);
        model.thumbnailAt(17);
        QCOMPARE(model.thumbnailsKept(), 1);
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.thumbnailAt(row).pixel(31, 5), qRgb(row % 256, 31, 5));
        QVERIFY(model.thumbnailsKept() <= ThumbnailCache::capacityBytes / (32 * 32 * 4));
        QVERIFY(model.thumbnailsKept() > 1000);
        model.setDataset(samplePictures(0, 3));
        QCOMPARE(model.thumbnailsKept(), 0);
    }

    void whatTheModelSaysIsUnknownUntilItWasAsked()
    {
        GalleryModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        const DatasetPtr data = samplePictures(4, 5); // test labels 1 2 0 1 2
        model.setDataset(data);
        for (const int role : {GalleryModel::PredictedRole, GalleryModel::ConfidenceRole,
                               GalleryModel::LossRole, GalleryModel::WrongRole})
            QVERIFY(!model.index(1).data(role).isValid());
        QVERIFY(!model.hasPredictions({}));

        std::vector<Prediction> predictions = allRight(*data, Split::Test);
        predictions[1] = {0, 0.75F, 2.5F};
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QVERIFY(model.setPredictions(Split::Test, predictions));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(model.index(1).data(GalleryModel::PredictedRole).toInt(), 0);
        QCOMPARE(model.index(1).data(GalleryModel::ConfidenceRole).toFloat(), 0.75F);
        QCOMPARE(model.index(1).data(GalleryModel::LossRole).toFloat(), 2.5F);
        QVERIFY(model.index(1).data(GalleryModel::WrongRole).toBool());
        QVERIFY(!model.index(0).data(GalleryModel::WrongRole).toBool());
        QCOMPARE(model.wrongCount(), 1);
        const QString tip = model.index(1).data(Qt::ToolTipRole).toString();
        QCOMPARE(tip, QStringLiteral("frog, test #1\nwrongly taken for cat (75 %), loss 2.50"));

        QVERIFY(model.hasPredictions({}));
        QVERIFY(!model.hasPredictions({.split = std::nullopt}));
        model.clearPredictions();
        QVERIFY(!model.index(1).data(GalleryModel::WrongRole).isValid());
    }

    void predictionsOfAnotherDataSetAreRefused()
    {
        GalleryModel model;
        QVERIFY(!model.setPredictions(Split::Test, {}));
        model.setDataset(samplePictures(4, 5));
        QVERIFY(!model.setPredictions(Split::Test, std::vector<Prediction>(4)));
        QVERIFY(!model.hasPredictions({}));
    }

    void aQueryChangesWhatIsShownAndFindsItsPictures()
    {
        GalleryModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        const DatasetPtr data = samplePictures(4, 5);
        model.setDataset(data);
        model.setQuery({.split = std::nullopt, .label = 0});
        QCOMPARE(model.rowCount(), 3); // rows 0, 3 and 6
        QCOMPARE(model.rowOf({Split::Train, 3}), 1);
        QCOMPARE(model.rowOf({Split::Test, 2}), 2);
        QCOMPARE(model.rowOf({Split::Test, 0}), -1);
        QCOMPARE(model.rowOf({Split::Test, 99}), -1);
        QVERIFY((model.pictureAt(2) == PictureRef{Split::Test, 2}));
    }

    void newPredictionsRenewTheListOfWrongPictures()
    {
        GalleryModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        const DatasetPtr data = samplePictures(0, 6);
        model.setDataset(data);
        std::vector<Prediction> predictions = allRight(*data, Split::Test);
        predictions[4].predicted = 0; // its label is 1
        model.setPredictions(Split::Test, predictions);
        model.setQuery({.wrongOnly = true});
        QCOMPARE(model.rowCount(), 1);
        QVERIFY((model.pictureAt(0) == PictureRef{Split::Test, 4}));
        predictions[5].predicted = 0; // its label is 2
        model.setPredictions(Split::Test, predictions);
        QCOMPARE(model.rowCount(), 2);
    }
};

SACCADE_SUITE(GalleryModelTest)
#include "gallery_model_test.moc"
