// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/kernels/all_kernels.h"
#include "tests/support/suite.h"

#include <numbers>

using namespace saccade;
using namespace saccade::kernels;
using namespace saccade::test;

class ChannelKernelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySetNormalisesChannelsAlike()
    {
        for (const int dim : {5, 48, 77})
            forAll([dim]<typename T>(const Kernels<T>& k, const char* set, T) {
                constexpr int Rows = 6;
                const std::size_t count = std::size_t(Rows * dim);
                const std::size_t channels = std::size_t(dim);
                const auto x = asType<T>(randomFloats(count, 1));
                const auto out = asType<T>(randomFloats(count, 2));
                const auto scale = randomFloats(channels, 3);
                const auto shift = randomFloats(channels, 4);
                const auto pivot = randomFloats(channels, 5);
                const auto constant = randomFloats(channels, 6);
                const auto slope = randomFloats(channels, 7);
                Doubles sums(channels, 0.25), squares(channels, 0.5), steps(channels, 1.0),
                    products(channels, 2.0), y, back;
                for (std::size_t at = 0; at < count; ++at) {
                    const std::size_t i = at % channels;
                    const double v = valueOf(x[at]);
                    const double z = v * scale[i] + shift[i];
                    const double phi = 0.5 * std::erfc(-z / std::sqrt(2.0));
                    const double bell = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
                    const double d = valueOf(out[at]) * (phi + z * bell);
                    sums[i] += v - pivot[i];
                    squares[i] += (v - pivot[i]) * (v - pivot[i]);
                    steps[i] += d;
                    products[i] += d * (v - pivot[i]);
                    y.push_back(z * phi);
                    back.push_back(scale[i] * d - constant[i] - slope[i] * v);
                }
                std::vector<float> foundSums(channels, 0.25F), foundSquares(channels, 0.5F),
                    foundSteps(channels, 1.0F), foundProducts(channels, 2.0F);
                std::vector<T> foundY(count), foundBack(count);
                k.channelMoments(x.data(), pivot.data(), dim, Rows, foundSums.data(), foundSquares.data());
                k.channelGelu(x.data(), scale.data(), shift.data(), dim, Rows, foundY.data());
                k.channelGeluSums(x.data(), out.data(), scale.data(), shift.data(), pivot.data(), dim, Rows,
                                  foundSteps.data(), foundProducts.data());
                k.channelGeluBackward(x.data(), out.data(), scale.data(), shift.data(), constant.data(),
                                      slope.data(), dim, Rows, foundBack.data());
                QVERIFY2(largestGap(foundSums, sums) < 2e-5, set);
                QVERIFY2(largestGap(foundSquares, squares) < 5e-5, set);
                QVERIFY2(largestGap(foundSteps, steps) < tolerance<T>(8), set);
                QVERIFY2(largestGap(foundProducts, products) < tolerance<T>(20), set);
                QVERIFY2(largestGap(foundY, y) < tolerance<T>(6), set);
                QVERIFY2(largestGap(foundBack, back) < tolerance<T>(10), set);
            });
    }

    void everySetFindsTheGreatestOfFour()
    {
        for (const int dim : {3, 16, 37})
            forAll([dim]<typename T>(const Kernels<T>& k, const char* set, T) {
                // Two rows of four pixels, one channel like the other: 1 2 5 5 above, 4 3 5 0 below. The
                // greatest of the left four is the third, 4; of the right four the first of three 5s.
                const std::vector<float> pixels{1, 2, 5, 5, 4, 3, 5, 0};
                std::vector<float> all;
                for (const float pixel : pixels)
                    all.insert(all.end(), std::size_t(dim), pixel);
                const auto x = asType<T>(all);
                const std::size_t channels = std::size_t(dim);
                std::vector<T> y(2 * channels), back(all.size());
                std::vector<std::uint8_t> which(y.size());
                k.halve(x.data(), 4, dim, 1, y.data(), which.data());
                k.halveBackward(y.data(), which.data(), 4, dim, 1, back.data());
                for (std::size_t i = 0; i < channels; ++i) {
                    QVERIFY2(valueOf(y[i]) == 4 && which[i] == 2, set);
                    QVERIFY2(valueOf(y[channels + i]) == 5 && which[channels + i] == 0, set);
                    const std::vector<float> expected{0, 0, 5, 0, 4, 0, 0, 0};
                    for (std::size_t p = 0; p < expected.size(); ++p)
                        QVERIFY2(valueOf(back[p * channels + i]) == expected[p], set);
                }
            });
    }
};

SACCADE_SUITE(ChannelKernelsTest)
#include "channel_kernels_test.moc"
