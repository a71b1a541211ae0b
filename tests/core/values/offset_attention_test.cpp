// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/offset_attention.h"
#include "tests/core/values/one_head.h"
#include "tests/support/suite.h"

#include <cmath>
#include <stdexcept>

using namespace saccade;
using namespace saccade::test;

namespace {

bool near(std::span<const float> found, const std::vector<double>& expected)
{
    bool same = found.size() == expected.size();
    for (std::size_t i = 0; same && i < expected.size(); ++i)
        same = std::abs(double(found[i]) - expected[i]) < 1e-6;
    return same;
}

} // namespace

class OffsetAttentionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoPatchesInARowAreOneApart()
    {
        const auto offsets = offsetAttention(maps(0, 1, 2, {0.75F, 0.25F, 0.5F, 0.5F}));
        QCOMPARE(offsets.rows, 1);
        QCOMPARE(offsets.columns, 3);
        // Left of the query, itself, right of it.
        QVERIFY(near(offsets.map(0, 0), {0.5, (0.75 + 0.5) / 2, 0.25}));
    }

    void eachOffsetIsTheMeanOverItsPairs()
    {
        // Patch 0 of two by two looks everywhere, the others at themselves.
        const auto offsets =
            offsetAttention(maps(0, 2, 2, {0.1F, 0.2F, 0.3F, 0.4F, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}));
        QVERIFY(near(offsets.map(0, 0), {0, 0, 0,             // above
                                         0, 3.1 / 4, 0.2 / 2, // beside: two pairs lie one right of another
                                         0, 0.3 / 2, 0.4}));  // below: one pair is on this diagonal
    }

    void prefixTokensAreLeftOutAndTheRestStaysAsItIs()
    {
        const auto offsets =
            offsetAttention(maps(1, 1, 2, {0, 0.5F, 0.5F, 0.6F, 0.3F, 0.1F, 0.2F, 0.2F, 0.6F}));
        QVERIFY(near(offsets.map(0, 0), {0.2, (0.3 + 0.6) / 2, 0.1}));
    }

    void aHeadThatIsNotThereIsRefused()
    {
        const auto offsets = offsetAttention(maps(0, 1, 2, {1, 0, 0, 1}));
        QVERIFY_EXCEPTION_THROWN(offsets.map(0, 1), std::out_of_range);
        QCOMPARE(offsetAttention(AttentionMaps{}).layers, 0);
    }
};

SACCADE_SUITE(OffsetAttentionTest)
#include "offset_attention_test.moc"
