// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/gallery/sample_pictures.h"
#include "ui/gallery/picture_query.h"

#include <cmath>

using namespace saccade;
using namespace saccade::ui;
using saccade::test::samplePictures;

class PictureQueryTest : public QObject
{
    Q_OBJECT

    using Rows = std::vector<int>;

    // Rows 0..3 train (labels 0 1 2 0), rows 4..8 test (labels 1 2 0 1 2).
    DatasetPtr m_data = samplePictures(4, 5);

    Rows rows(const PictureQuery& query, const Predictions& predictions = {}) const
    {
        return matchingRows(*m_data, predictions, query);
    }

    // Test pictures 0 and 3 (rows 4 and 7) are wrong.
    static Predictions somePredictions()
    {
        return {{}, {{0, 0.9F, 3.0F}, {2, 0.4F, 0.9F}, {0, 0.9F, 0.1F}, {2, 0.6F, 2.0F}, {2, 0.5F, 0.7F}}};
    }

private Q_SLOTS:
    void aSplitShowsItsOwnPicturesInOrder()
    {
        QVERIFY((rows({}) == Rows{4, 5, 6, 7, 8}));
        QVERIFY((rows({.split = Split::Train}) == Rows{0, 1, 2, 3}));
        QVERIFY((rows({.split = std::nullopt}) == Rows{0, 1, 2, 3, 4, 5, 6, 7, 8}));
        QVERIFY((rows({.split = Split::Train, .descending = true}) == Rows{3, 2, 1, 0}));
    }

    void aClassShowsOnlyItsPictures()
    {
        QVERIFY((rows({.split = std::nullopt, .label = 0}) == Rows{0, 3, 6}));
        QVERIFY((rows({.label = 2}) == Rows{5, 8}));
        QVERIFY(rows({.label = 7}).empty());
    }

    void wrongMeansAskedAndNamedAnotherClass()
    {
        QVERIFY((rows({.wrongOnly = true}, somePredictions()) == Rows{4, 7}));
        QVERIFY((rows({.label = 1, .wrongOnly = true}, somePredictions()) == Rows{4, 7}));
        QVERIFY(rows({.label = 0, .wrongOnly = true}, somePredictions()).empty());
        QVERIFY(rows({.split = Split::Train, .wrongOnly = true}, somePredictions()).empty());
        QVERIFY(rows({.wrongOnly = true}).empty());
        QCOMPARE(countWrong(*m_data, somePredictions(), {}), 2);
        QCOMPARE(countWrong(*m_data, somePredictions(), {.label = 2}), 0);
        QCOMPARE(countWrong(*m_data, somePredictions(), {.split = Split::Train}), 0);
    }

    void equalValuesKeepTheOrderOfTheDataSet()
    {
        const Predictions p = somePredictions();
        QVERIFY((rows({.sortBy = SortBy::Confidence, .descending = true}, p) == Rows{4, 6, 7, 8, 5}));
        QVERIFY((rows({.sortBy = SortBy::Confidence}, p) == Rows{5, 8, 7, 4, 6}));
        QVERIFY((rows({.sortBy = SortBy::Loss, .descending = true}, p) == Rows{4, 7, 5, 8, 6}));
        QVERIFY((rows({.wrongOnly = true, .sortBy = SortBy::Loss}, p) == Rows{7, 4}));
    }

    void whatIsNotKnownComesLastWhicheverWayItIsSorted()
    {
        Predictions p = somePredictions();
        p.test[0].confidence = std::nanf("");
        p.test[1].predicted = -1;
        QVERIFY((rows({.sortBy = SortBy::Confidence, .descending = true}, p) == Rows{6, 7, 8, 4, 5}));
        QVERIFY((rows({.sortBy = SortBy::Confidence}, p) == Rows{8, 7, 6, 4, 5}));
        QVERIFY(
            (rows({.split = std::nullopt, .sortBy = SortBy::Loss}, p) == Rows{6, 8, 7, 4, 0, 1, 2, 3, 5}));
    }

    void aRowNamesItsPicture()
    {
        QVERIFY((pictureOfRow(*m_data, 3) == PictureRef{Split::Train, 3}));
        QVERIFY((pictureOfRow(*m_data, 4) == PictureRef{Split::Test, 0}));
    }
};

SACCADE_SUITE(PictureQueryTest)
#include "picture_query_test.moc"
