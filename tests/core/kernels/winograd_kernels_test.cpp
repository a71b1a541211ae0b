// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/kernels/all_kernels.h"
#include "tests/support/suite.h"

using namespace saccade;
using namespace saccade::kernels;
using namespace saccade::test;

namespace {

constexpr int Pictures = 2;
constexpr int Height = 5; // odd: the last tiles reach out of the picture
constexpr int Width = 4;
constexpr int Tiles = Pictures * 3 * 2;
constexpr int Inputs = 24; // one and a half vectors of sixteen
constexpr int Outputs = 17;

std::size_t pixel(int picture, int y, int x, int channels, int channel)
{
    return std::size_t(((picture * Height + y) * Width + x) * channels + channel);
}

/// What a convolution is by its definition, from w (inputs, 3, 3, outputs).
template <typename T>
Doubles convolved(const std::vector<T>& x, const std::vector<float>& w)
{
    Doubles y;
    for (int picture = 0; picture < Pictures; ++picture)
        for (int row = 0; row < Height; ++row)
            for (int column = 0; column < Width; ++column)
                for (int o = 0; o < Outputs; ++o) {
                    double sum = 0;
                    for (int i = 0; i < Inputs; ++i)
                        for (int place = 0; place < 9; ++place) {
                            const int v = row - 1 + place / 3;
                            const int u = column - 1 + place % 3;
                            if (v >= 0 && v < Height && u >= 0 && u < Width)
                                sum += double(valueOf(x[pixel(picture, v, u, Inputs, i)])) *
                                       w[std::size_t((i * 9 + place) * Outputs + o)];
                        }
                    y.push_back(sum);
                }
    return y;
}

/// Place by place, the product of (tiles, inputs) and (inputs, outputs).
template <typename T>
std::vector<T> products(const std::vector<T>& tiles, const std::vector<T>& filter)
{
    std::vector<float> out;
    for (int place = 0; place < 16; ++place)
        for (int tile = 0; tile < Tiles; ++tile)
            for (int o = 0; o < Outputs; ++o) {
                double sum = 0;
                for (int i = 0; i < Inputs; ++i)
                    sum += double(valueOf(tiles[std::size_t((place * Tiles + tile) * Inputs + i)])) *
                           valueOf(filter[std::size_t((place * Inputs + i) * Outputs + o)]);
                out.push_back(float(sum));
            }
    return asType<T>(out);
}

template <typename A, typename B>
double inner(const std::vector<A>& a, const std::vector<B>& b)
{
    double sum = a.size() == b.size() ? 0.0 : 1e9;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += double(valueOf(a[i])) * double(valueOf(b[i]));
    return sum;
}

} // namespace

class WinogradKernelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySetsTilesMakeTheConvolution()
    {
        forAll([]<typename T>(const Kernels<T>& k, const char* set, T) {
            const auto x = asType<T>(randomFloats(Pictures * Height * Width * Inputs, 1));
            const auto w = randomFloats(9 * Inputs * Outputs, 2);
            std::vector<T> filter(16 * Inputs * Outputs), tiles(16 * Tiles * Inputs),
                y(Pictures * Height * Width * Outputs);
            k.winogradFilter(w.data(), Inputs, Outputs, filter.data());
            k.winogradInput({Height, Width, Inputs}, x.data(), 0, Tiles, tiles.data());
            const auto m = products(tiles, filter);
            k.winogradOutput({Height, Width, Outputs}, m.data(), 0, Tiles, y.data());
            // Of a size of 40; three roundings to bf16 and sums of sixteen of them.
            QVERIFY2(largestGap(y, convolved(x, w)) < tolerance<T>(200), set);
        });
    }

    void aPieceOfTheTilesIsThatPieceOfAll()
    {
        forAll([]<typename T>(const Kernels<T>& k, const char* set, T) {
            const TiledPicture shape{Height, Width, Inputs};
            const auto x = asType<T>(randomFloats(Pictures * Height * Width * Inputs, 3));
            std::vector<T> all(16 * Tiles * Inputs), piece(16 * 3 * Inputs);
            k.winogradInput(shape, x.data(), 0, Tiles, all.data());
            k.winogradInput(shape, x.data(), 5, 8, piece.data()); // of both pictures
            for (int place = 0; place < 16; ++place)
                for (int i = 0; i < 3 * Inputs; ++i)
                    QVERIFY2(valueOf(piece[std::size_t(place * 3 * Inputs + i)]) ==
                                 valueOf(all[std::size_t((place * Tiles + 5) * Inputs + i)]),
                             set);
        });
    }

    /// ⟨f(a), b⟩ = ⟨a, fᵀ(b)⟩: the way back of a linear function is its transpose.
    void theWaysBackAreTheTransposes()
    {
        forAll([]<typename T>(const Kernels<T>& k, const char* set, T) {
            const TiledPicture shape{Height, Width, Outputs};
            const auto m = asType<T>(randomFloats(16 * Tiles * Outputs, 4));
            const auto g = asType<T>(randomFloats(Pictures * Height * Width * Outputs, 5));
            std::vector<T> y(g.size()), back(m.size());
            k.winogradOutput(shape, m.data(), 0, Tiles, y.data());
            k.winogradOutputBackward(shape, g.data(), 0, Tiles, back.data());
            // Sums of some 700 numbers of a size of 10.
            QVERIFY2(std::abs(inner(y, g) - inner(m, back)) < tolerance<T>(200), set);

            const auto w = randomFloats(9 * Inputs * Outputs, 6);
            const auto t = randomFloats(16 * Inputs * Outputs, 7);
            std::vector<T> filter(t.size());
            std::vector<float> gradient(w.size());
            k.winogradFilter(w.data(), Inputs, Outputs, filter.data());
            k.winogradFilterBackward(t.data(), Inputs, Outputs, gradient.data());
            QVERIFY2(std::abs(inner(filter, t) - inner(w, gradient)) < tolerance<T>(200), set);
        });
    }
};

SACCADE_SUITE(WinogradKernelsTest)
#include "winograd_kernels_test.moc"
