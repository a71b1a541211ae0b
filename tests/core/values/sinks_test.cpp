// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/robust_score.h"
#include "core/values/sinks.h"
#include "tests/support/suite.h"

#include <cmath>
#include <stdexcept>

using namespace saccade;

namespace {

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-4;
}

/// Layers of two heads and eight patches, each even but for a patch that gets `extra` of every row.
AttentionMaps evenBut(int layers, int patch, float extra)
{
    AttentionMaps maps;
    maps.layers = layers;
    maps.heads = 2;
    maps.tokens = 8;
    maps.gridRows = 2;
    maps.gridColumns = 4;
    for (int row = 0; row < layers * 2 * 8; ++row)
        for (int key = 0; key < 8; ++key)
            maps.values.push_back((1.0F - extra) / 8 + (key == patch ? extra : 0.0F));
    return maps;
}

} // namespace

class SinksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMedianIsTheMiddleValue()
    {
        QCOMPARE(median({3, 1, 2}), 2.0);
        QCOMPARE(median({4, 1, 3, 2}), 2.5);
        QCOMPARE(median({}), 0.0);
    }

    void aScoreIsTheDistanceFromTheMedianInDeviations()
    {
        // Median 3, absolute distances 2, 1, 0, 1, 97: their median is 1.
        const auto scores = robustScores(std::vector<double>{1, 2, 3, 4, 100});
        QVERIFY(near(scores[0], -2 * 0.67449) && near(scores[2], 0) && near(scores[4], 97 * 0.67449));
    }

    void whereMostAreEqualTheMeanDistanceTakesItsPlace()
    {
        const auto scores = robustScores(std::vector<double>{5, 5, 5, 5, 10}); // mean distance 1
        QVERIFY(near(scores[4], 5 / 1.253314) && scores[0] == 0.0);
        for (const double score : robustScores(std::vector<double>(4, 2.0)))
            QCOMPARE(score, 0.0);
    }

    void incomingAttentionIsTheMeanOverHeadsAndQueries()
    {
        AttentionMaps maps;
        maps.layers = 1;
        maps.heads = 2;
        maps.tokens = 2;
        maps.gridRows = 1;
        maps.gridColumns = 2;
        maps.values = {1, 0, 0.5F, 0.5F, 0.25F, 0.75F, 0, 1};
        const auto incoming = incomingAttention(maps, 0);
        QVERIFY(near(incoming[0], (1 + 0.5 + 0.25 + 0) / 4) && near(incoming[1], (0 + 0.5 + 0.75 + 1) / 4));
    }

    void aTokenThatEveryoneLooksAtIsASink()
    {
        const auto sinks = findSinks(evenBut(1, 5, 0.6F), {});
        QCOMPARE(sinks.size(), std::size_t(1));
        QVERIFY(sinks[0].token == 5 && sinks[0].byAttention && !sinks[0].byNorm);
        QVERIFY(near(sinks[0].incoming, 0.6 + 0.4 / 8));
    }

    void aTokenThatGetsLittleMoreIsNone()
    {
        // Far out by its score, as all others are equal, but less than three times the median.
        QVERIFY(findSinks(evenBut(1, 5, 0.1F), {}).empty());
        QVERIFY(findSinks(evenBut(1, 5, 0.0F), {}).empty());
    }

    void aLongTokenIsASinkOfItsLayerAndSaysWhy()
    {
        std::vector<float> norms(16, 0.0F);
        for (std::size_t i = 0; i < 16; ++i)
            norms[i] = 10.0F + float(i % 8) * 0.1F;
        norms[8 + 2] = 90.0F; // layer 1, token 2
        const auto maps = evenBut(2, 2, 0.6F);
        const auto sinks = findSinks(maps, norms);
        QCOMPARE(sinks.size(), std::size_t(2));
        QVERIFY(sinks[0].layer == 0 && !sinks[0].byNorm && sinks[0].byAttention);
        QVERIFY(sinks[1].layer == 1 && sinks[1].byNorm && sinks[1].byAttention);
        QVERIFY(near(sinks[1].norm, 90.0));
        QVERIFY((sinkTokens(sinks, 1) == std::vector<int>{2}) && sinkTokens(sinks, 2).empty());
    }

    void lengthsThatDoNotFitAreRefused()
    {
        QVERIFY_EXCEPTION_THROWN(findSinks(evenBut(2, 0, 0.0F), std::vector<float>(8, 1.0F)),
                                 std::out_of_range);
    }
};

SACCADE_SUITE(SinksTest)
#include "sinks_test.moc"
