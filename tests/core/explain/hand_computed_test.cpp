// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/attention_flow.h"
#include "core/explain/grad_cam.h"
#include "core/explain/gradient.h"
#include "core/explain/gradient_rollout.h"
#include "core/explain/head_fuse.h"
#include "core/explain/integrated_gradients.h"
#include "core/explain/max_flow.h"
#include "core/explain/patch_grid.h"
#include "core/explain/relevance.h"
#include "core/explain/rollout.h"
#include "core/explain/value_weighted.h"
#include "tests/support/suite.h"

#include <cmath>
#include <numeric>

using namespace saccade;

namespace {

using Numbers = std::vector<double>;

bool near(std::span<const double> found, const Numbers& expected)
{
    bool same = found.size() == expected.size();
    for (std::size_t i = 0; same && i < expected.size(); ++i)
        same = std::abs(found[i] - expected[i]) < 1e-12;
    if (!same)
        for (const double value : found)
            qWarning("found %.15g", value);
    return same;
}

TokenMatrix matrix(int tokens, Numbers values)
{
    TokenMatrix result(tokens);
    result.values = std::move(values);
    return result;
}

/// Two layers, two heads, three tokens: CLS and two patches.
TokenStack attention()
{
    return {2,
            2,
            3,
            {
                0.2, 0.4, 0.4, 0.0, 1.0, 0.0, 0.5, 0.0, 0.5, // layer 0, head 0
                0.6, 0.2, 0.2, 0.4, 0.2, 0.4, 0.1, 0.4, 0.5, // layer 0, head 1
                0.0, 0.6, 0.4, 0.2, 0.4, 0.4, 0.0, 0.0, 1.0, // layer 1, head 0
                0.4, 0.2, 0.4, 0.2, 0.0, 0.8, 0.6, 0.4, 0.0, // layer 1, head 1
            }};
}

/// Layer 0 raises the class where CLS looks at patch 0 by head 0; layer 1 where it looks at patch 1.
TokenStack gradient()
{
    TokenStack result = attention();
    result.values.assign(result.values.size(), 0.0);
    result.values[0 + 1] = 5;       // layer 0, head 0: CLS → patch 0
    result.values[9 + 1] = -5;      // layer 0, head 1: the same, but speaks against the class
    result.values[18 + 2] = 10;     // layer 1, head 0: CLS → patch 1
    result.values[18 + 6 + 2] = -1; // layer 1, head 0: patch 1 → itself
    result.values[27 + 1] = 20;     // layer 1, head 1: CLS → patch 0
    return result;
}

constexpr TokenLayout Cls{3, 1, true};

} // namespace

/// The arithmetic of each method against numbers worked out on paper, and the faults that public
/// implementations of them are known for.
class HandComputedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headsAreFusedEntryByEntry()
    {
        QVERIFY(near(oneHead(attention(), 1, 1).row(2), {0.6, 0.4, 0.0}));
        QVERIFY(near(fusedHeads(attention(), 0, HeadFuse::Mean).values,
                     {0.4, 0.3, 0.3, 0.2, 0.6, 0.2, 0.3, 0.2, 0.5}));
        QVERIFY(near(fusedHeads(attention(), 0, HeadFuse::Max).values,
                     {0.6, 0.4, 0.4, 0.4, 1.0, 0.4, 0.5, 0.4, 0.5}));
        QVERIFY(near(fusedHeads(attention(), 0, HeadFuse::Min).values,
                     {0.2, 0.2, 0.2, 0.0, 0.2, 0.0, 0.1, 0.0, 0.5}));
    }

    void theQueryIsClsElseTheMeanOverThePatches()
    {
        const TokenMatrix seen = matrix(4, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
        QVERIFY(near(patchesSeen(seen, {4, 1, true}, {}), {2, 3, 4}));
        QVERIFY(near(patchesSeen(seen, {4, 1, true}, 0), {2, 3, 4}));
        QVERIFY(near(patchesSeen(seen, {4, 1, true}, 2), {10, 11, 12}));
        // A register in front belongs to no patch, neither as a query nor as a key.
        QVERIFY(near(patchesSeen(seen, {4, 1, false}, {}), {10, 11, 12}));
        QVERIFY(near(patchesSeen(seen, {4, 2, true}, {}), {3, 4}));
        QVERIFY(near(patchesSeen(seen, {4, 0, false}, {}), {7, 8, 9, 10}));
    }

    void rolloutMultipliesTheLayersTheLastOnTheLeft()
    {
        const auto layers = fusedLayers(attention(), 1, HeadFuse::Mean, 0.0, true);
        // With the residual connection, layer 0: .7 .15 .15 / .1 .8 .1 / .15 .1 .75; the last layer's CLS
        // row, (.2 .4 .4) + (1 0 0) over 2: .6 .2 .2.
        QVERIFY(near(rolledOut(layers).row(0),
                     {0.6 * 0.7 + 0.2 * 0.1 + 0.2 * 0.15, 0.6 * 0.15 + 0.2 * 0.8 + 0.2 * 0.1,
                      0.6 * 0.15 + 0.2 * 0.1 + 0.2 * 0.75}));
        // One layer alone is that layer.
        QVERIFY(near(rolledOut({layers.front()}).row(2), {0.15, 0.1, 0.75}));
    }

    void theResidualIsNormalisedByRowsNotByColumns()
    {
        // Rows of different sums, as a maximum over heads has them. Divided by a vector of row sums without
        // its dimension kept, entry (i, j) would be over the sum of row j.
        const TokenMatrix found = withResidual(matrix(2, {1, 2, 0, 1}));
        QVERIFY(near(found.values, {0.5, 0.5, 0, 1}));
        for (int row = 0; row < 3; ++row) {
            const TokenMatrix max = withResidual(fusedHeads(attention(), 0, HeadFuse::Max));
            const auto values = max.row(row);
            QVERIFY(std::abs(std::accumulate(values.begin(), values.end(), 0.0) - 1) < 1e-12);
        }
    }

    void theLowestAreDiscardedInEveryRowButNeverCls()
    {
        const Numbers rows{0.01, 0.3, 0.2, 0.4, 0.02, 0.1, 0.5, 0.3,
                           0.00, 0.6, 0.3, 0.1, 0.03, 0.2, 0.2, 0.5};
        TokenMatrix found = matrix(4, rows);
        discardLowest(found, 0.5, true); // ⌊0.5 · 3⌋ = 1 of the three keys beside CLS
        QVERIFY(
            near(found.values, {0.01, 0.3, 0, 0.4, 0.02, 0, 0.5, 0.3, 0.00, 0.6, 0.3, 0, 0.03, 0, 0.2, 0.5}));
        found = matrix(4, rows);
        discardLowest(found, 0.99, true);
        QVERIFY(near(found.row(1), {0.02, 0, 0.5, 0}));
        found = matrix(4, rows);
        discardLowest(found, 0.5, false); // no CLS: the first column is a key like any other
        QVERIFY(near(found.row(0), {0, 0.3, 0, 0.4}));
        found = matrix(4, rows);
        discardLowest(found, 0.0, true);
        QVERIFY(near(found.values, rows));
    }

    void aRowIsNormalisedAgainAfterTheDiscard()
    {
        const auto layers = fusedLayers(attention(), 0, HeadFuse::Mean, 0.5, true);
        // Layer 0's CLS row .4 .3 .3 loses the first of its two equal patches: (1.4 0 .3) / 1.7.
        QVERIFY(near(rolledOut(layers).row(0), {1.4 / 1.7, 0, 0.3 / 1.7}));
    }

    void gradientRolloutPairsEachLayerWithItsOwnGradient()
    {
        // Layer 0: CLS → patch 0 by mean of .4 · 5 and .2 · -5 is .5. Layer 1: CLS → patch 1, .4 · 10 / 2 =
        // 2; CLS → patch 0, .2 · 20 / 2 = 2; patch 1 → itself is below 0.
        QVERIFY(near(raisingAttention(attention(), gradient(), 0).values, {0, 0.5, 0, 0, 0, 0, 0, 0, 0}));
        QVERIFY(near(raisingAttention(attention(), gradient(), 1).values, {0, 2, 2, 0, 0, 0, 0, 0, 0}));
        const TokenMatrix found = rolledOut(
            {raisingAttention(attention(), gradient(), 0), raisingAttention(attention(), gradient(), 1)});
        // Last layer's CLS row (1 2 2) / 5 over layer 0's rows (1 .5 0) / 1.5, (0 1 0), (0 0 1).
        QVERIFY(near(found.row(0), {0.2 / 1.5, 0.2 * 0.5 / 1.5 + 0.4, 0.4}));
    }

    void relevanceClampsEachHeadBeforeTheMean()
    {
        // Layer 0: CLS → patch 0 by .4 · 5 / 2 = 1: the head that speaks against the class takes nothing off.
        const TokenMatrix first = relevance(attention(), gradient(), 0);
        QVERIFY(near(first.values, {1, 1, 0, 0, 1, 0, 0, 0, 1}));
        // Layer 1: CLS row (0 2 2): R_0 + 2 R_1 + 2 R_2 of the first.
        const TokenMatrix second = relevance(attention(), gradient(), 1);
        QVERIFY(near(second.row(0), {1, 1 + 2, 2}));
        QVERIFY(near(second.row(1), {0, 1, 0}));
    }

    void aPatchTakesPartInRelevanceByWayOfAnother()
    {
        TokenStack even{2, 1, 2, {0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5}};
        TokenStack ones = even;
        ones.values.assign(8, 2.0); // gradient · attention is 1 all over
        // R = I + J, then R + J R with J J = 2 J: I + 4 J.
        QVERIFY(near(relevance(even, ones, 1).values, {5, 4, 4, 5}));
    }

    void valuesWeighTheKeysTheyBelongTo()
    {
        const Numbers lengths{10, 2, 0};
        QVERIFY(near(weightedKeys(oneHead(attention(), 0, 1), lengths).values,
                     {6, 0.4, 0, 4, 0.4, 0, 1, 0.8, 0}));
    }

    void gradCamWeighsChannelsByTheirMeanGradient()
    {
        // Three places, two channels: weights (1 + 2 + 3) / 3 = 2 and (-1 - 1 - 4) / 3 = -2.
        const Numbers gradients{1, -1, 2, -1, 3, -4};
        const Numbers activations{5, 1, 1, 5, 2, 2};
        QVERIFY(near(gradCam(activations, gradients, 2), {8, 0, 0}));
        QVERIFY(near(gradCam(Numbers{5, 1, -1, -5, 2, 1}, gradients, 2), {8, 8, 2}));
    }

    void aPixelBelongsToThePatchThatCoversIt()
    {
        // 32 pixels in patches of 4: pixel 31 is in the last patch, pixel 3 in the first. With
        // ⌊pixel / (patch - 1)⌋ both would be elsewhere.
        for (const auto& [pixel, cell] : {std::pair(3, 0), {4, 1}, {28, 7}, {31, 7}}) {
            Numbers pixels(32 * 32, 0.0);
            pixels[std::size_t(pixel * 32)] = 1; // in column 0
            const Numbers sums = cellSums(pixels, 32, 8);
            QCOMPARE(sums.size(), std::size_t(64));
            QCOMPARE(sums[std::size_t(cell * 8)], 1.0);
            QCOMPARE(std::accumulate(sums.begin(), sums.end(), 0.0), 1.0);
        }
    }

    void theGradientOfAPatchIsTheMeanOfItsStrongestChannels()
    {
        // 2 × 2 pixels as 1 × 1 cell, and as 2 × 2.
        const Numbers gradient{1, 0, 0, -1, -2, 0, 0, 1, 0, 0, 4, 0};
        QVERIFY(near(gradientStrength(gradient, 2, 1), {(2 + 0 + 4 + 1) / 4.0}));
        QVERIFY(near(gradientStrength(gradient, 2, 2), {2, 0, 4, 1}));
    }

    void integratedSharesAreDistanceTimesMeanGradient()
    {
        const Numbers picture{1, 2, 3, 4, 0, 0, 0, 0, 1, 1, 1, 1};
        const Numbers baseline{0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1};
        const Numbers gradient{1, 1, 1, -1, 1, 2, 3, 4, 9, 9, 9, 9};
        QVERIFY(near(integratedShares(picture, baseline, gradient, 2, 2), {0, 0, 0, -8}));
        QVERIFY(near(integratedShares(picture, baseline, gradient, 2, 1), {-8}));
    }

    void maxFlowFindsTheNarrowestCut()
    {
        MaxFlow graph(6);
        graph.addEdge(0, 1, 10);
        graph.addEdge(0, 2, 10);
        graph.addEdge(1, 2, 2);
        graph.addEdge(1, 3, 4);
        graph.addEdge(1, 4, 8);
        graph.addEdge(2, 4, 9);
        graph.addEdge(4, 3, 6);
        graph.addEdge(3, 5, 10);
        graph.addEdge(4, 5, 10);
        QCOMPARE(graph.flow(0, 5), 19.0); // {0, 2} against the rest: 10 + 9
        QCOMPARE(graph.flow(0, 5), 19.0); // and once more
        QCOMPARE(graph.flow(0, 3), 10.0); // 1 → 3 and 4 → 3
        QCOMPARE(graph.flow(5, 0), 0.0);
    }

    void maxFlowTakesBackWhatItSentTheWrongWay()
    {
        MaxFlow graph(4); // the way 0 → 1 → 2 → 3 must be undone for the two others
        graph.addEdge(0, 1, 1);
        graph.addEdge(0, 2, 1);
        graph.addEdge(1, 2, 1);
        graph.addEdge(1, 3, 1);
        graph.addEdge(2, 3, 1);
        QCOMPARE(graph.flow(0, 3), 2.0);
    }

    void attentionFlowIsBoundedByTheNarrowestLayer()
    {
        const auto layers = fusedLayers(attention(), 1, HeadFuse::Mean, 0.0, true);
        // From CLS the last layer hands .6, .2, .2 to CLS and the patches. Patch 0 then takes at most .15,
        // .8, .1 of them: .15 + .2 + .1; patch 1 at most .15, .1, .75: .15 + .1 + .2.
        QVERIFY(near(attentionFlow(layers, Cls, {}), {0.45, 0.45}));
        QVERIFY(near(attentionFlow({layers.front()}, Cls, 2), {0.1, 0.75}));
        // Without CLS the two patches behind a register have one half each to take.
        QVERIFY(near(attentionFlow({layers.front()}, {3, 1, false}, {}), {0.5 + 0.1, 0.1 + 0.5}));
    }
};

SACCADE_SUITE(HandComputedTest)
#include "hand_computed_test.moc"
