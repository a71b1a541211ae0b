// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/device_linear.h"

#include "core/model/mixed_precision.h"
#include "tests/support/suite.h"

#include <torch/autograd.h>

using namespace saccade;

namespace {

/// x, γ, β, W, b: tokens of 6 numbers, 10 outputs.
std::vector<torch::Tensor> leaves(torch::ScalarType type)
{
    torch::manual_seed(4);
    std::vector<torch::Tensor> result{torch::randn({3, 5, 6}), 1.0 + 0.3 * torch::randn({6}),
                                      torch::randn({6}), torch::randn({10, 6}), torch::randn({10})};
    for (auto& leaf : result)
        leaf = leaf.to(type).detach().requires_grad_(true);
    return result;
}

/// What comes out and, for a gradient of it drawn at random, the gradients of all that goes in.
std::vector<torch::Tensor>
answers(const std::function<torch::Tensor(const std::vector<torch::Tensor>&)>& layer,
        const std::vector<torch::Tensor>& inputs)
{
    const auto out = layer(inputs);
    torch::manual_seed(9);
    const auto gradient = torch::randn(out.sizes()).to(out.scalar_type());
    std::vector<torch::Tensor> result{out};
    for (const auto& one : torch::autograd::grad({out}, inputs, {gradient}, {}, false, true))
        if (one.defined())
            result.push_back(one);
    return result;
}

torch::Tensor plainLinear(const std::vector<torch::Tensor>& in)
{
    return at::linear(in[0], in[3], in[4]);
}

torch::Tensor plainNormLinear(const std::vector<torch::Tensor>& in)
{
    return at::linear(at::layer_norm(in[0], {6}, in[1], in[2], 1e-6), in[3], in[4]);
}

torch::Tensor ourLinear(const std::vector<torch::Tensor>& in)
{
    return deviceLinear(in[0], in[3], in[4]);
}

torch::Tensor ourNormLinear(const std::vector<torch::Tensor>& in)
{
    return deviceNormLinear(in[0], in[1], in[2], 1e-6, in[3], in[4]);
}

double apart(const torch::Tensor& one, const torch::Tensor& other)
{
    const auto wanted = other.to(torch::kFloat64);
    return ((one.to(torch::kFloat64) - wanted).norm() / wanted.norm()).item<double>();
}

void compare(const std::vector<torch::Tensor>& found, const std::vector<torch::Tensor>& wanted,
             double tolerance)
{
    QCOMPARE(found.size(), wanted.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        QVERIFY(found[i].sizes() == wanted[i].sizes());
        const double distance = apart(found[i], wanted[i]);
        QVERIFY2(distance < tolerance, qPrintable(QString("%1: %2").arg(i).arg(distance)));
    }
}

} // namespace

/// Written for graphics cards, true everywhere.
class DeviceLinearTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAndGradientsAreThoseOfAutograd()
    {
        const auto exact = leaves(torch::kFloat64);
        compare(answers(ourLinear, exact), answers(plainLinear, exact), 1e-12);
        compare(answers(ourNormLinear, exact), answers(plainNormLinear, exact), 1e-12);
        const auto single = leaves(torch::kFloat32);
        compare(answers(ourNormLinear, single), answers(plainNormLinear, exact), 1e-5);
    }

    void aNormWhoseWeightIsZeroHasAGradient()
    {
        auto inputs = leaves(torch::kFloat64);
        inputs[1] = torch::zeros({6}, torch::kFloat64).requires_grad_(true);
        const auto found = answers(ourNormLinear, inputs);
        compare({found[2]}, {answers(plainNormLinear, inputs)[2]}, 1e-12);
    }

    void inMixedPrecisionTheyAreCloseToThoseInFp64()
    {
        const auto exact = leaves(torch::kFloat64);
        const auto single = leaves(torch::kFloat32);
        const auto mixed = [&](const auto& layer) {
            return answers(
                [&layer](const std::vector<torch::Tensor>& in) {
                    const MixedPrecision precision(true, torch::kCPU);
                    return layer(in);
                },
                single);
        };
        compare(mixed(ourLinear), answers(plainLinear, exact), 0.02);
        compare(mixed(ourNormLinear), answers(plainNormLinear, exact), 0.02);
        QVERIFY(mixed(ourNormLinear)[0].scalar_type() == torch::kBFloat16);
    }

    void picturesThatNeedNoGradientGetNone()
    {
        auto inputs = leaves(torch::kFloat32);
        inputs[0].requires_grad_(false);
        ourLinear(inputs).sum().backward();
        QVERIFY(!inputs[0].grad().defined());
        QVERIFY(inputs[3].grad().defined() && inputs[4].grad().defined());
    }
};

SACCADE_SUITE(DeviceLinearTest)
#include "device_linear_test.moc"
