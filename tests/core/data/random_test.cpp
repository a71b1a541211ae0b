// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/random.h"
#include "core/values/error.h"
#include "tests/support/suite.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

using namespace saccade;

class RandomTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A seed written in a run.json years ago must still mean the same numbers.
    void theNumbersOfASeedNeverChange()
    {
        Random random(1, Stream::Shuffle, 2, 3);
        QCOMPARE(random.bits(), 0xab1bcda3d92712feULL);
        QCOMPARE(random.bits(), 0x63b1e527993ab7b4ULL);
        QCOMPARE(Random(~0ULL, Stream::Shapes, ~0ULL, ~0ULL).bits(), 0x59e9a330ba3b548ULL);
        QCOMPARE(permutation(8, 1, 0), (std::vector<int>{5, 0, 2, 4, 6, 3, 7, 1}));
        QCOMPARE(permutation(8, 1, 1), (std::vector<int>{3, 7, 6, 4, 1, 5, 0, 2}));
    }

    void everyPartOfTheKeyMatters()
    {
        const std::set<std::uint64_t> first{
            Random(1, Stream::Shuffle, 0, 0).bits(), Random(2, Stream::Shuffle, 0, 0).bits(),
            Random(1, Stream::Augment, 0, 0).bits(), Random(1, Stream::Shuffle, 1, 0).bits(),
            Random(1, Stream::Shuffle, 0, 1).bits()};
        QCOMPARE(first.size(), std::size_t(5));
    }

    void wholeNumbersAreUniform()
    {
        // 70,000 draws of 7: each count is 10,000 ± 93 (one deviation); five of them are allowed.
        std::array<int, 7> counts{};
        Random random(5, Stream::User);
        for (int i = 0; i < 70000; ++i)
            ++counts.at(std::size_t(random.below(7)));
        for (const int count : counts)
            QVERIFY2(std::abs(count - 10000) < 465, qPrintable(QString::number(count)));
    }

    void neighbouringIndicesAreUniformToo()
    {
        // The first number of each of 70,000 keys, as augmentation draws them.
        std::array<int, 7> counts{};
        for (std::uint64_t row = 0; row < 70000; ++row)
            ++counts.at(std::size_t(Random(1, Stream::Augment, 3, row).below(7)));
        for (const int count : counts)
            QVERIFY2(std::abs(count - 10000) < 465, qPrintable(QString::number(count)));
    }

    void realNumbersHaveTheMeanAndVarianceOfAUniformOne()
    {
        double sum = 0;
        double squares = 0;
        Random random(6, Stream::User);
        for (int i = 0; i < 100000; ++i) {
            const float value = random.unit();
            QVERIFY(value >= 0.0F && value < 1.0F);
            sum += value;
            squares += double(value) * value;
        }
        QVERIFY(std::abs(sum / 100000 - 0.5) < 0.005);
        QVERIFY(std::abs(squares / 100000 - 1.0 / 3) < 0.005);
        const float between = random.between(-3.0F, -2.0F);
        QVERIFY(between >= -3.0F && between <= -2.0F);
    }

    void aPermutationHoldsEveryNumberOnce()
    {
        std::vector<int> order = permutation(1000, 9, 4);
        QVERIFY(!std::is_sorted(order.begin(), order.end()));
        std::sort(order.begin(), order.end());
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(order[std::size_t(i)], i);
        QCOMPARE(permutation(1, 9, 4), std::vector<int>{0});
        QVERIFY(permutation(0, 9, 4).empty());
        QVERIFY_EXCEPTION_THROWN(permutation(-1, 9, 4), Error);
    }

    void everyOrderIsAsLikely()
    {
        // 12,000 orders of three: each of the six comes 2,000 ± 41 times.
        std::array<int, 27> counts{};
        for (std::uint64_t epoch = 0; epoch < 12000; ++epoch) {
            const std::vector<int> order = permutation(3, 7, epoch);
            ++counts.at(std::size_t(order[0] * 9 + order[1] * 3 + order[2]));
        }
        int orders = 0;
        for (const int count : counts) {
            orders += count > 0 ? 1 : 0;
            QVERIFY2(count == 0 || std::abs(count - 2000) < 205, qPrintable(QString::number(count)));
        }
        QCOMPARE(orders, 6);
    }
};

SACCADE_SUITE(RandomTest)
#include "random_test.moc"
