// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fused_conv.h"

#include "core/model/conv.h"
#include "core/torch.h"
#include "tests/support/suite.h"
#include "tests/support/tensor_gap.h"

#include <cmath>

using namespace saccade;
using test::gap;

namespace {

struct Case
{
    std::int64_t batch, channels, height, width;
};
/// Whole vectors, rests alone, both; rows by the thousand, so that sums are taken in pieces.
const std::vector<Case> Cases{{3, 48, 4, 6}, {2, 5, 2, 2}, {2, 77, 8, 4}, {5, 16, 32, 32}};

torch::Tensor randomly(const std::vector<std::int64_t>& sizes, std::uint64_t seed)
{
    return at::randn(sizes, at::detail::createCPUGenerator(seed), torch::kFloat32);
}

/// What the functions are given, and a listener whose gradient comes back.
struct Setting
{
    Setting(const Case& c, torch::ScalarType type)
        : x((randomly({c.batch, c.channels, c.height, c.width}, 1) * 1.5 + 3)
                .to(type)
                .set_requires_grad(true))
        , weight((randomly({c.channels}, 2) * 0.3 + 1).set_requires_grad(true))
        , bias((randomly({c.channels}, 3) * 0.3).set_requires_grad(true))
        , mean(randomly({c.channels}, 4) + 3)
        , variance(randomly({c.channels}, 5).square() + 0.5)
    {
    }
    Setting inDouble() const
    {
        Setting copy = *this;
        for (torch::Tensor* tensor : {&copy.x, &copy.weight, &copy.bias, &copy.mean, &copy.variance})
            *tensor = tensor->detach().to(torch::kFloat64, false, true).set_requires_grad(true);
        copy.mean.set_requires_grad(false);
        copy.variance.set_requires_grad(false);
        return copy;
    }
    torch::Tensor x, weight, bias, mean, variance;
};

void compare(const Setting& found, const Setting& exact, const torch::Tensor& y, const torch::Tensor& exactY,
             double most)
{
    const auto listener = randomly(exactY.sizes().vec(), 6);
    y.backward(listener.to(y.scalar_type()));
    exactY.backward(listener.to(y.scalar_type()).to(torch::kFloat64));
    const std::vector<std::pair<const char*, double>> gaps{
        {"output", gap(y, exactY)},
        {"x", gap(found.x.grad(), exact.x.grad())},
        {"weight", gap(found.weight.grad(), exact.weight.grad())},
        {"bias", gap(found.bias.grad(), exact.bias.grad())}};
    for (const auto& [name, value] : gaps)
        QVERIFY2(value < most, (QByteArray(name) + " " + QByteArray::number(value)).constData());
}

double toleranceOf(torch::ScalarType type)
{
    return type == torch::kFloat32 ? 2e-5 : 2e-2;
}

} // namespace

class FusedConvTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void batchNormAndGeluAreThoseOfLibTorch()
    {
        for (const Case& c : Cases)
            for (const auto type : {torch::kFloat32, torch::kBFloat16})
                for (const bool training : {true, false}) {
                    const Setting found(c, type);
                    const Setting exact = found.inDouble();
                    const auto y = batchNormGelu(
                        found.x, {found.weight, found.bias, found.mean, found.variance, 1e-5, 0.1, training});
                    const auto exactY = at::gelu(at::batch_norm(exact.x, exact.weight, exact.bias, exact.mean,
                                                                exact.variance, training, 0.1, 1e-5, false));
                    QCOMPARE(y.scalar_type(), type);
                    QVERIFY(y.is_contiguous(at::MemoryFormat::ChannelsLast));
                    compare(found, exact, y, exactY, toleranceOf(type));
                    // The running figures moved alike: by the unbiased variance, and not in evaluation.
                    QVERIFY(gap(found.mean, exact.mean) < 1e-6);
                    QVERIFY(gap(found.variance, exact.variance) < 1e-5);
                }
    }

    void aChannelFarFromZeroKeepsItsDigits()
    {
        Setting found({4, 16, 8, 8}, torch::kFloat32);
        const torch::NoGradGuard noGrad;
        found.x += 1000;
        const Setting exact = found.inDouble();
        const auto y =
            batchNormGelu(found.x, {found.weight, found.bias, found.mean, found.variance, 1e-5, 0.1, true});
        const auto exactY = at::gelu(at::batch_norm(exact.x, exact.weight, exact.bias, exact.mean,
                                                    exact.variance, true, 0.1, 1e-5, false));
        QVERIFY2(gap(y, exactY) < 1e-3, QByteArray::number(gap(y, exactY)));
    }

    void theSumsDoNotDependOnTheThreads()
    {
        const int before = at::get_num_threads();
        const auto run = [](int threads) {
            at::set_num_threads(threads);
            const Setting s({5, 16, 32, 32}, torch::kFloat32);
            const auto y = batchNormGelu(s.x, {s.weight, s.bias, s.mean, s.variance, 1e-5, 0.1, true});
            y.sum().backward();
            return at::cat({y.detach().flatten(), s.x.grad().flatten(), s.weight.grad(), s.bias.grad()});
        };
        const auto one = run(1);
        const auto two = run(2);
        at::set_num_threads(before);
        QVERIFY(at::equal(one, two));
    }

    void layerNormAndGeluAreThoseOfLibTorch()
    {
        for (const Case& c : Cases)
            for (const auto type : {torch::kFloat32, torch::kBFloat16}) {
                const Setting found(c, type);
                const Setting exact = found.inDouble();
                const auto y = layerNormGelu(found.x, found.weight, found.bias, 1e-6);
                const auto exactY = at::gelu(at::layer_norm(exact.x.permute({0, 2, 3, 1}), {c.channels},
                                                            exact.weight, exact.bias, 1e-6))
                                        .permute({0, 3, 1, 2});
                QCOMPARE(y.scalar_type(), type);
                compare(found, exact, y, exactY, toleranceOf(type));
            }
    }

    void theGreatestOfFourIsLibTorchsPooling()
    {
        for (const Case& c : Cases)
            for (const auto type : {torch::kFloat32, torch::kBFloat16}) {
                // Whole numbers, so that there are equal ones; ReLU leaves many zeros, too.
                const auto start = (randomly({c.batch, c.channels, c.height, c.width}, 7) * 2).round().relu();
                auto x = start.clone().to(type).set_requires_grad(true);
                auto exactX = start.to(torch::kFloat64).set_requires_grad(true);
                const auto y = greatestOfFour(x);
                const auto exactY = at::max_pool2d(exactX, 2);
                const auto listener = randomly(y.sizes().vec(), 8).to(type);
                y.backward(listener);
                exactY.backward(listener.to(torch::kFloat64));
                QVERIFY(gap(y, exactY) == 0);
                QVERIFY(gap(x.grad(), exactX.grad()) == 0);
            }
    }

    void theyStandForGeluInSinglePrecisionAlone()
    {
        ModelSpec spec;
        const auto x = torch::zeros({1, 4, 2, 2});
        const auto weight = torch::ones({4});
        QVERIFY(canFuseNorm(spec, x, weight));
        QVERIFY(canFuseNorm(spec, x.to(torch::kBFloat16), weight));
        QVERIFY(!canFuseNorm(spec, x.to(torch::kFloat64), weight));
        QVERIFY(!canFuseNorm(spec, x, weight.to(torch::kFloat64)));
        spec.activation = Activation::Relu;
        QVERIFY(!canFuseNorm(spec, x, weight));
    }

    void anOddPictureIsHalvedToo()
    {
        const auto x = randomly({1, 3, 5, 7}, 9);
        QVERIFY(at::equal(halve(x), at::max_pool2d(x, 2)));
    }
};

SACCADE_SUITE(FusedConvTest)
#include "fused_conv_test.moc"
