// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/kernels/all_kernels.h"
#include "tests/support/suite.h"

#include <limits>

using namespace saccade;
using namespace saccade::kernels;
using namespace saccade::test;

namespace {

/// MurmurHash3's finaliser, of one number; what it makes of 1 is that hash of no bytes with the seed 1.
std::uint32_t finalised(std::uint32_t h)
{
    h = (h ^ h >> 16) * 0x85EBCA6B;
    h = (h ^ h >> 13) * 0xC2B2AE35;
    return h ^ h >> 16;
}

float keptAt(const Dropout& d, std::uint64_t place)
{
    const std::uint32_t once = finalised(std::uint32_t(place) * 0x9E3779B9 + std::uint32_t(d.seed));
    return finalised(once + std::uint32_t(d.seed >> 32)) >= d.threshold ? d.scale : 0;
}

std::vector<float> masked(double chance, std::uint64_t seed, std::size_t count)
{
    std::vector<float> mask(count, 1.0F);
    bestKernels<float>().dropout({chance, seed}, 0, std::int64_t(count), mask.data(), nullptr);
    return mask;
}

/// How much oftener both are kept than if neither knew of the other, in standard deviations of that chance.
double togetherness(const std::vector<float>& a, const std::vector<float>& b, std::size_t shift, double kept)
{
    const std::size_t count = a.size() - shift;
    double both = 0;
    for (std::size_t i = 0; i < count; ++i)
        both += a[i] > 0 && b[i + shift] > 0;
    const double chance = kept * kept;
    return (both / double(count) - chance) / std::sqrt(chance * (1 - chance) / double(count));
}

} // namespace

class ElementKernelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reluIsTheGreaterOfANumberAndNoughtAndItsSlopeIsOneOrNought()
    {
        forAll([]<typename T>(const Kernels<T>& k, const char* set, T) {
            std::vector<float> values = randomFloats(37, 9);
            values[3] = values[36] = 0.0F;
            values[5] = -std::numeric_limits<float>::infinity();
            const auto x = asType<T>(values);
            std::vector<T> y(x.size()), slope(x.size()), alone = x;
            k.relu(x.data(), std::int64_t(x.size()), y.data(), slope.data());
            k.relu(alone.data(), std::int64_t(alone.size()), alone.data(), nullptr);
            for (std::size_t i = 0; i < x.size(); ++i) {
                const float v = valueOf(x[i]);
                QVERIFY2(valueOf(y[i]) == (v > 0 ? v : 0.0F) && valueOf(alone[i]) == valueOf(y[i]), set);
                QVERIFY2(valueOf(slope[i]) == (v > 0 ? 1.0F : 0.0F), set);
            }
        });
    }

    void whetherANumberIsKeptIsAHashOfItsPlace()
    {
        QCOMPARE(finalised(1), 0x514E28B7U);
        const Dropout dropout(0.375, 0x0123456789ABCDEF);
        forAll([&dropout]<typename T>(const Kernels<T>& k, const char* set, T) {
            for (const std::int64_t place : {std::int64_t(0), std::int64_t(5), std::int64_t(1) << 31}) {
                const auto start = asType<T>(std::vector<float>(45, 5.0F)); // 5 / 0.625 = 8
                auto x = start;
                auto other = asType<T>(std::vector<float>(45, -2.5F));
                k.dropout(dropout, place, 45, x.data(), other.data());
                for (std::size_t i = 0; i < x.size(); ++i) {
                    const float kept = keptAt(dropout, std::uint64_t(place) + i);
                    QVERIFY2(valueOf(x[i]) == 5 * kept && valueOf(other[i]) == -2.5F * kept, set);
                }
                auto parts = start; // in three calls the same
                k.dropout(dropout, place, 3, parts.data(), nullptr);
                k.dropout(dropout, place + 3, 20, parts.data() + 3, nullptr);
                k.dropout(dropout, place + 23, 22, parts.data() + 23, nullptr);
                for (std::size_t i = 0; i < x.size(); ++i)
                    QVERIFY2(valueOf(parts[i]) == valueOf(x[i]), set);
            }
        });
    }

    void dropoutDropsItsShareAndNoPlaceKnowsOfAnother()
    {
        constexpr std::size_t Count = 1 << 20;
        for (const double chance : {0.1, 0.5, 0.9}) {
            const auto mask = masked(chance, 7, Count);
            double kept = 0;
            for (const float factor : mask) {
                kept += factor > 0;
                QVERIFY(factor == 0 || std::abs(factor - 1 / (1 - chance)) < 1e-5);
            }
            const double deviation = std::sqrt(chance * (1 - chance) / Count);
            QVERIFY(std::abs(kept / Count - (1 - chance)) < 4 * deviation);
            for (const std::size_t shift : {1, 2, 16, 64, 65, 256, 4160})
                QVERIFY(std::abs(togetherness(mask, mask, shift, 1 - chance)) < 5);
            // Seeds next to each other, and that differ in one high bit alone.
            for (const std::uint64_t seed : {6ULL, 8ULL, 7ULL | 1ULL << 32, 7ULL | 1ULL << 63})
                QVERIFY(std::abs(togetherness(mask, masked(chance, seed, Count), 0, 1 - chance)) < 5);
        }
    }

    void withoutSumsACastIsACastAndWithoutWhatWasBeforeAGradientIsTheNormsAlone()
    {
        forAll([]<typename T>(const Kernels<T>& k, const char* set, T) {
            constexpr int Dim = 21;
            constexpr int Rows = 3;
            const auto x = randomFloats(Dim * Rows, 4);
            std::vector<T> y(x.size()), again(x.size());
            std::vector<float> sums(Dim);
            k.castAndSum(x.data(), nullptr, Dim, Rows, y.data(), sums.data());
            k.castAndSum(x.data(), nullptr, Dim, Rows, again.data(), nullptr);
            const std::vector<float> weight(Dim, 1.5F), zeros(x.size(), 0.0F), mean{.1F, .2F, .3F},
                inverse{1, 2, 3};
            std::vector<float> with(x.size()), without(x.size(), NAN), unused(Dim);
            k.layerNormBackward(y.data(), x.data(), weight.data(), mean.data(), inverse.data(), Dim, Rows,
                                zeros.data(), with.data(), unused.data(), unused.data());
            k.layerNormBackward(y.data(), x.data(), weight.data(), mean.data(), inverse.data(), Dim, Rows,
                                nullptr, without.data(), unused.data(), unused.data());
            for (std::size_t i = 0; i < x.size(); ++i)
                QVERIFY2(valueOf(y[i]) == valueOf(again[i]) && std::abs(with[i] - without[i]) < 1e-6, set);
        });
    }
};

SACCADE_SUITE(ElementKernelsTest)
#include "element_kernels_test.moc"
