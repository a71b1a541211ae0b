// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/embedding.h"
#include "core/values/found_pictures.h"
#include "tests/support/suite.h"

#include <cmath>
#include <stdexcept>

using namespace saccade;

class EmbeddingValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cosinesAreOfDirectionsWhateverTheLengths()
    {
        const auto found = cosineSimilarity({3, 0, 1, 1, -2, 0, 0, 0}, 4); // four vectors of two numbers
        const float diagonal = float(std::sqrt(0.5));
        const std::vector<float> expected{1,  diagonal,  -1, 0, diagonal, 1, -diagonal, 0,
                                          -1, -diagonal, 1,  0, 0,        0, 0,         0};
        for (std::size_t i = 0; i < 16; ++i)
            QVERIFY2(std::abs(found[i] - expected[i]) < 1e-6F, qPrintable(QString::number(i)));
        QVERIFY_EXCEPTION_THROWN(cosineSimilarity({1, 2, 3}, 2), std::invalid_argument);
    }

    void aFiltersLargestValueFillsTheColours()
    {
        // Two by two: red 0 to 2, green -4 at the last pixel, blue nothing.
        const Image tile = filterTile({0, 1, 2, 0, 0, 0, 0, -4, 0, 0, 0, 0}, 2);
        QVERIFY((tile.pixel(0, 0) == std::array<std::uint8_t, 3>{128, 128, 128}));
        QVERIFY((tile.pixel(0, 1) == std::array<std::uint8_t, 3>{192, 128, 128})); // 128 + 127 / 2, rounded
        QVERIFY((tile.pixel(1, 1) == std::array<std::uint8_t, 3>{128, 1, 128}));
        QVERIFY((filterTile({0, 0, 0}, 1).pixel(0, 0) == std::array<std::uint8_t, 3>{128, 128, 128}));
        QVERIFY_EXCEPTION_THROWN(filterTile({0, 0, 0}, 2), std::invalid_argument);
    }

    void theMostExtremePicturesComeFirst()
    {
        const std::vector<double> values{0.5, 2.0, 0.1, 2.0};
        const auto indices = [](const std::vector<FoundPicture>& found) {
            std::vector<int> result;
            for (const FoundPicture& one : found)
                result.push_back(one.picture.index);
            return result;
        };
        FindPictures wanted;
        wanted.split = Split::Train;
        wanted.count = 3;
        const auto longest = mostExtreme(values, wanted);
        QVERIFY((indices(longest) == std::vector<int>{1, 3, 0})); // of equal ones the first
        QVERIFY(longest[0].picture.split == Split::Train && longest[2].value == 0.5);
        wanted.by = FindBy::LowestEntropy;
        QVERIFY((indices(mostExtreme(values, wanted)) == std::vector<int>{2, 0, 1}));
        wanted.count = 9;
        QCOMPARE(mostExtreme(values, wanted).size(), std::size_t(4));
    }
};

SACCADE_SUITE(EmbeddingValuesTest)
#include "embedding_values_test.moc"
