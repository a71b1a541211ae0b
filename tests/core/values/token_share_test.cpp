// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/token_share.h"
#include "tests/support/suite.h"

#include <cmath>
#include <stdexcept>

using namespace saccade;

namespace {

/// CLS, one register, two patches; one layer and head.
AttentionMaps maps()
{
    AttentionMaps maps;
    maps.layers = maps.heads = 1;
    maps.tokens = 4;
    maps.prefixTokens = 2;
    maps.registers = 1;
    maps.gridRows = 1;
    maps.gridColumns = 2;
    maps.values = {0.5F, 0.1F, 0.4F, 0.0F, // CLS
                   0.1F, 0.2F, 0.3F, 0.4F, // the register
                   0.0F, 0.0F, 0.5F, 0.5F, // the patches
                   0.2F, 0.5F, 0.3F, 0.0F};
    return maps;
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-6;
}

} // namespace

class TokenShareTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aShareIsTheMeanOverAllQueries()
    {
        QVERIFY(near(shareOnCls(maps(), 0, 0), (0.5 + 0.1 + 0.0 + 0.2) / 4));
        QVERIFY(near(shareOnRegisters(maps(), 0, 0), (0.1 + 0.2 + 0.0 + 0.5) / 4));
        const int both[] = {0, 3};
        QVERIFY(near(shareOnTokens(maps(), 0, 0, both), (0.5 + 0.5 + 0.5 + 0.2) / 4));
        QCOMPARE(shareOnTokens(maps(), 0, 0, {}), 0.0);
    }

    void withoutClsAndRegistersNothingGoesToThem()
    {
        AttentionMaps plain = maps();
        plain.prefixTokens = plain.registers = 0;
        plain.gridColumns = 4;
        QCOMPARE(shareOnCls(plain, 0, 0), 0.0);
        QCOMPARE(shareOnRegisters(plain, 0, 0), 0.0);
    }

    void whatIsLeftOutIsSharedAmongTheRest()
    {
        const float row[] = {0.5F, 0.1F, 0.3F, 0.1F};
        const int first[] = {0};
        const auto left = withoutTokens(row, first);
        QVERIFY(left[0] == 0.0F && near(left[1], 0.2) && near(left[2], 0.6) && near(left[3], 0.2));
        QVERIFY(withoutTokens(row, {}) == std::vector<float>(row, row + 4));
    }

    void aRowKeepsItsSumAndOneThatGoesNowhereElseIsEmpty()
    {
        const float half[] = {0.25F, 0.125F, 0.125F};
        const int first[] = {0};
        const auto left = withoutTokens(half, first);
        QVERIFY(near(left[1], 0.25) && near(left[2], 0.25));
        const float all[] = {1.0F, 0.0F};
        QVERIFY((withoutTokens(all, first) == std::vector<float>{0.0F, 0.0F}));
    }

    void aTokenThatIsNotThereIsRefused()
    {
        const int none[] = {4};
        QVERIFY_EXCEPTION_THROWN(shareOnTokens(maps(), 0, 0, none), std::out_of_range);
        QVERIFY_EXCEPTION_THROWN(withoutTokens(maps().row(0, 0, 0), none), std::out_of_range);
    }
};

SACCADE_SUITE(TokenShareTest)
#include "token_share_test.moc"
