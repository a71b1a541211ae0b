// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/head_statistics.h"
#include "tests/core/values/one_head.h"
#include "tests/support/suite.h"

#include <cmath>
#include <stdexcept>

using namespace saccade;
using namespace saccade::test;

namespace {

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-6;
}

} // namespace

class HeadStatisticsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evenAttentionHasEntropyOneAndOneTokenAloneZero()
    {
        QVERIFY(near(normalisedEntropy(maps(0, 1, 4, std::vector<float>(16, 0.25F)), 0, 0), 1.0));
        QVERIFY(near(normalisedEntropy(maps(0, 1, 2, {1, 0, 0, 1}), 0, 0), 0.0));
        QCOMPARE(normalisedEntropy(maps(0, 1, 1, {1}), 0, 0), 0.0);
    }

    void entropyIsTheMeanOverAllQueriesClsAmongThem()
    {
        // N = 4: CLS looks at two tokens evenly (log 2 / log 4 = 1/2), one patch at all evenly (1), two at
        // one (0).
        const auto head =
            maps(1, 1, 3, {0.5F, 0.5F, 0, 0, 0.25F, 0.25F, 0.25F, 0.25F, 0, 0, 1, 0, 1, 0, 0, 0});
        QVERIFY(near(normalisedEntropy(head, 0, 0), (0.5 + 1.0) / 4));
    }

    void distanceIsInPixelsBetweenPatchCentres()
    {
        // Two rows of two patches, 4 wide and 3 high. Patch 0 looks at its diagonal (5 px), 1 at its left
        // neighbour (4), 2 at the one above (3), 3 at itself (0).
        const auto head = maps(0, 2, 2, {0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1});
        QVERIFY(near(meanAttentionDistance(head, 0, 0, 4, 3), (5.0 + 4.0 + 3.0 + 0.0) / 4));
    }

    void distanceLeavesClsOutAndMakesTheRestSumToOne()
    {
        // Three patches of 4 pixels in a row behind a CLS token; the CLS row must not count.
        const auto head = maps(1, 1, 3,
                               {0, 0, 0, 1,            // CLS
                                0.5F, 0.25F, 0, 0.25F, // renormalised: half at 0, half at 8 pixels: 4
                                1, 0, 0, 0,            // all on CLS: left out
                                0.2F, 0, 0.8F, 0});    // 4
        QVERIFY(near(meanAttentionDistance(head, 0, 0, 4, 4), 4.0));
    }

    void aHeadThatLooksAtClsAloneHasNoDistance()
    {
        QCOMPARE(meanAttentionDistance(maps(1, 1, 1, {1, 0, 1, 0}), 0, 0, 4, 4), 0.0);
    }

    void aLayerOrHeadThatIsNotThereIsRefused()
    {
        const auto head = maps(0, 1, 2, {1, 0, 0, 1});
        QVERIFY_EXCEPTION_THROWN(normalisedEntropy(head, 1, 0), std::out_of_range);
        QVERIFY_EXCEPTION_THROWN(meanAttentionDistance(head, 0, 1, 4, 4), std::out_of_range);
    }
};

SACCADE_SUITE(HeadStatisticsTest)
#include "head_statistics_test.moc"
