// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/winograd.h"

#include "core/model/conv.h"
#include "core/model/mixed_precision.h"
#include "core/platform/cpu.h"
#include "tests/support/suite.h"

using namespace saccade;

namespace {

torch::Tensor randomly(const std::vector<std::int64_t>& sizes, std::uint64_t seed)
{
    return at::randn(sizes, at::detail::createCPUGenerator(seed), torch::kFloat32);
}

/// Root mean square of the difference, over that of what is expected.
double error(const torch::Tensor& found, const torch::Tensor& expected)
{
    if (found.sizes() != expected.sizes())
        return 1e9;
    return ((found.detach().to(torch::kFloat64) - expected.detach()).norm() / expected.detach().norm())
        .item<double>();
}

/// A convolution of x and w to which `listener` listens, and what comes back.
struct Pass
{
    torch::Tensor x, w, y;

    Pass(const torch::Tensor& pictures, const torch::Tensor& weight, const torch::Tensor& listener,
         torch::Tensor (*convolution)(const torch::Tensor&, const torch::Tensor&))
        : x(pictures.detach().clone().set_requires_grad(true))
        , w(weight.detach().clone().set_requires_grad(true))
        , y(convolution(x, w))
    {
        y.backward(listener.to(y.scalar_type()));
    }
};

torch::Tensor plain(const torch::Tensor& x, const torch::Tensor& w)
{
    return at::conv2d(x, w, {}, 1, 1);
}

} // namespace

class WinogradTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsTheConvolutionToBf16()
    {
        struct Case
        {
            std::int64_t batch, inputs, outputs, height, width;
        };
        // The CNN's layers, more tiles than are worked on together, odd sizes, rests of vectors.
        for (const Case& c : std::vector<Case>{
                 {9, 24, 64, 32, 32}, {4, 64, 192, 12, 12}, {2, 192, 256, 8, 8}, {3, 16, 17, 5, 7}}) {
            const auto x = randomly({c.batch, c.inputs, c.height, c.width}, 1).to(torch::kBFloat16);
            const auto w = randomly({c.outputs, c.inputs, 3, 3}, 2) * 0.05;
            const auto listener = randomly({c.batch, c.outputs, c.height, c.width}, 3).to(torch::kBFloat16);
            const Pass exact(x.to(torch::kFloat64), w.to(torch::kFloat64), listener, plain);
            const Pass found(x, w, listener, winogradConvolution);
            QCOMPARE(found.y.scalar_type(), torch::kBFloat16);
            QVERIFY(found.y.is_contiguous(at::MemoryFormat::ChannelsLast));
            QCOMPARE(found.w.grad().scalar_type(), torch::kFloat32);
            for (const auto& [name, value] : {std::pair{"y", error(found.y, exact.y)},
                                              std::pair{"x", error(found.x.grad(), exact.x.grad())},
                                              std::pair{"w", error(found.w.grad(), exact.w.grad())}})
                QVERIFY2(value < 0.008, (QByteArray(name) + " " + QByteArray::number(value)).constData());
        }
    }

    /// Numbers of so few bits that no step rounds: by hand, a filter that takes four times what is right of
    /// and below a pixel.
    void smallWholeNumbersComeOutExactly()
    {
        auto x = at::zeros({1, 16, 4, 4});
        x[0][0] = torch::tensor({{1.0F, 2.0F, 0.0F, 1.0F},
                                 {0.0F, 1.0F, 2.0F, 2.0F},
                                 {2.0F, 0.0F, 1.0F, 0.0F},
                                 {1.0F, 1.0F, 0.0F, 2.0F}});
        auto w = at::zeros({16, 16, 3, 3});
        w[5][0][1][2] = 4;
        w[5][0][2][1] = 4;
        const auto y = winogradConvolution(x.to(torch::kBFloat16), w).to(torch::kFloat32);
        const auto expected = torch::tensor({{8.0F, 4.0F, 12.0F, 8.0F},
                                             {12.0F, 8.0F, 12.0F, 0.0F},
                                             {4.0F, 8.0F, 0.0F, 8.0F},
                                             {4.0F, 0.0F, 8.0F, 0.0F}});
        QVERIFY(at::equal(y[0][5], expected));
        QCOMPARE(y.sum().item<float>(), expected.sum().item<float>()); // and 0 everywhere else
    }

    void twoRunsAreTheSameToTheLastBit()
    {
        const auto x = randomly({9, 24, 16, 16}, 1).to(torch::kBFloat16);
        const auto w = randomly({32, 24, 3, 3}, 2);
        const auto listener = randomly({9, 32, 16, 16}, 3);
        const Pass one(x, w, listener, winogradConvolution);
        const Pass two(x, w, listener, winogradConvolution);
        QVERIFY(at::equal(one.y, two.y));
        QVERIFY(at::equal(one.x.grad(), two.x.grad()));
        QVERIFY(at::equal(one.w.grad(), two.w.grad()));
    }

    void aLayerTakesItWhereItIsFaster()
    {
        const bool pays = instructionSet() == InstructionSet::Avx512Bf16 && !hasMatrixUnit();
        const auto w = at::zeros({32, 48, 3, 3});
        const auto of = [&w](std::int64_t side, torch::ScalarType type) {
            return isWinogradFaster(at::zeros({1, 48, side, side}, type), w);
        };
        QCOMPARE(of(8, torch::kBFloat16), pays);
        QVERIFY(!of(8, torch::kFloat32));  // an fp32 run is fp32
        QVERIFY(!of(7, torch::kBFloat16)); // a quarter of the last tiles is border
        QVERIFY(!of(2, torch::kBFloat16));
        QVERIFY(!isWinogradFaster(at::zeros({1, 24, 8, 8}, torch::kBFloat16), at::zeros({64, 24, 3, 3})));

        // Either way, and with any stride, a layer is the convolution.
        for (const std::int64_t stride : {1, 2}) {
            Conv3x3 layer(48, 32, stride);
            const auto x = randomly({2, 48, 8, 8}, 4).to(torch::kBFloat16);
            const auto exact =
                at::conv2d(x.to(torch::kFloat64), layer->weight.detach().to(torch::kFloat64), {}, stride, 1);
            const MixedPrecision mixed(true, torch::kCPU);
            QVERIFY(error(layer(x), exact) < 0.008);
        }
    }
};

SACCADE_SUITE(WinogradTest)
#include "winograd_test.moc"
