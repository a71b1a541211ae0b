// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/training_split.h"
#include "core/values/error.h"
#include "tests/core/data/small_dataset.h"
#include "tests/support/suite.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace saccade;

namespace {

/// 100 pictures of class 0, 50 of class 1, 1 of class 2, one after the other; then 20 test pictures.
Dataset uneven()
{
    std::vector<std::uint8_t> labels(100, 0);
    labels.insert(labels.end(), 50, 1);
    labels.push_back(2);
    labels.insert(labels.end(), 20, 0);
    Dataset dataset = test::smallDataset(1, 1, std::vector<std::uint8_t>(labels.size() * 3), labels);
    dataset.trainCount = 151;
    dataset.testCount = 20;
    return dataset;
}

int countOf(const Dataset& dataset, const std::vector<int>& rows, int label)
{
    return int(std::count_if(rows.begin(), rows.end(),
                             [&](int row) { return dataset.labels[std::size_t(row)] == label; }));
}

} // namespace

class TrainingSplitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyClassGivesTheSameShare()
    {
        const Dataset dataset = uneven();
        const TrainingSplit split = splitValidation(dataset, 0.1, 1);
        QCOMPARE(countOf(dataset, split.validation, 0), 10);
        QCOMPARE(countOf(dataset, split.validation, 1), 5);
        QCOMPARE(countOf(dataset, split.validation, 2), 0);
        QCOMPARE(split.validation.size(), std::size_t(15));
    }

    void theTwoPartsAreTheTrainingPicturesAndNoTestPicture()
    {
        const TrainingSplit split = splitValidation(uneven(), 0.3, 1);
        QVERIFY(std::is_sorted(split.train.begin(), split.train.end()));
        QVERIFY(std::is_sorted(split.validation.begin(), split.validation.end()));
        std::vector<int> all = split.train;
        all.insert(all.end(), split.validation.begin(), split.validation.end());
        std::sort(all.begin(), all.end());
        QCOMPARE(all.size(), std::size_t(151));
        for (int row = 0; row < 151; ++row)
            QCOMPARE(all[std::size_t(row)], row);
    }

    void aClassIsNeverHeldOutWhole()
    {
        const Dataset dataset = uneven();
        const TrainingSplit split = splitValidation(dataset, 0.99, 1);
        QCOMPARE(countOf(dataset, split.train, 0), 1);
        QCOMPARE(countOf(dataset, split.train, 1), 1); // 49.5 rounds to 50, and one stays
        QCOMPARE(countOf(dataset, split.train, 2), 1);
    }

    void aShareOfNothingHoldsNothingOut()
    {
        const TrainingSplit split = splitValidation(uneven(), 0.0, 1);
        QVERIFY(split.validation.empty());
        QCOMPARE(split.train.size(), std::size_t(151));
    }

    void theSeedDecidesAndNothingElse()
    {
        const Dataset dataset = uneven();
        const TrainingSplit split = splitValidation(dataset, 0.1, 1);
        QCOMPARE(splitValidation(dataset, 0.1, 1).validation, split.validation);
        QVERIFY(splitValidation(dataset, 0.1, 2).validation != split.validation);
        QCOMPARE(test::hashOf(split.validation), 0x85b278c34c8991f6ULL);
    }

    void aShareOutsideItsRangeIsRefused()
    {
        for (const double share : {-0.1, 1.0, std::numeric_limits<double>::quiet_NaN()})
            QVERIFY_EXCEPTION_THROWN(splitValidation(uneven(), share, 1), Error);
    }
};

SACCADE_SUITE(TrainingSplitTest)
#include "training_split_test.moc"
