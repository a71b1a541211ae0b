// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/optimizer.h"
#include "core/train/train_step.h"
#include "tests/support/suite.h"

#include <torch/optim/adam.h>
#include <torch/optim/adamw.h>
#include <torch/optim/sgd.h>

using namespace saccade;

namespace {

/// One parameter of every kind that is treated in its own way.
class Toy : public torch::nn::Module
{
public:
    Toy()
    {
        torch::manual_seed(3);
        register_parameter("weight", torch::randn({4, 3}));
        register_parameter("bias", torch::randn({3}));
        register_parameter("cls_token", torch::randn({1, 1, 3}));
        register_parameter("pos_embed", torch::randn({1, 5, 3}));
        register_parameter("reg_token", torch::randn({1, 2, 3}));
        register_parameter("deeper", torch::randn({2, 3, 2, 2}));
        register_parameter("norm", torch::randn({3}));
    }
};

TrainSpec specFor(Optimizer optimizer)
{
    TrainSpec spec;
    spec.optimizer = optimizer;
    spec.weightDecay = 0.1;
    spec.beta1 = 0.8;
    spec.beta2 = 0.95;
    spec.momentum = 0.7;
    return spec;
}

/// LibTorch's own optimiser, decay on the first group alone.
template <typename Reference, typename Options>
std::unique_ptr<torch::optim::Optimizer> referenceFor(std::vector<torch::Tensor> decayed,
                                                      std::vector<torch::Tensor> others, Options options)
{
    Options plain = options;
    plain.weight_decay(0);
    std::vector<torch::optim::OptimizerParamGroup> groups;
    groups.emplace_back(std::move(decayed), std::make_unique<Options>(options));
    groups.emplace_back(std::move(others), std::make_unique<Options>(plain));
    return std::make_unique<Reference>(std::move(groups), options);
}

} // namespace

class OptimizerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fiveStepsAreThoseOfLibTorchsOwnOptimiser_data()
    {
        QTest::addColumn<int>("optimizer");
        QTest::addColumn<bool>("asDevice");
        for (const bool asDevice : {false, true}) {
            const char* way = asDevice ? "a device's" : "the processor's";
            QTest::addRow("AdamW, %s way", way) << int(saccade::Optimizer::AdamW) << asDevice;
            QTest::addRow("Adam, %s way", way) << int(saccade::Optimizer::Adam) << asDevice;
            QTest::addRow("SGD, %s way", way) << int(saccade::Optimizer::Sgd) << asDevice;
        }
    }

    void fiveStepsAreThoseOfLibTorchsOwnOptimiser()
    {
        QFETCH(int, optimizer);
        QFETCH(bool, asDevice);
        const TrainSpec spec = specFor(saccade::Optimizer(optimizer));
        Toy ours;
        Toy theirs;                                 // the same numbers
        for (auto& parameter : theirs.parameters()) // as an independent answer should be: in double precision
            parameter.set_data(parameter.detach().to(torch::kFloat64));
        ParameterOptimizer tested(spec, ours, false, asDevice);
        const auto named = theirs.named_parameters();
        const std::vector<torch::Tensor> decayed{named["weight"], named["deeper"]};
        const std::vector<torch::Tensor> others{named["bias"], named["cls_token"], named["pos_embed"],
                                                named["reg_token"], named["norm"]};
        std::unique_ptr<torch::optim::Optimizer> reference;
        const auto betas = std::tuple(spec.beta1, spec.beta2);
        if (spec.optimizer == saccade::Optimizer::AdamW)
            reference = referenceFor<torch::optim::AdamW>(
                decayed, others, torch::optim::AdamWOptions(1).betas(betas).weight_decay(spec.weightDecay));
        else if (spec.optimizer == saccade::Optimizer::Adam)
            reference = referenceFor<torch::optim::Adam>(
                decayed, others, torch::optim::AdamOptions(1).betas(betas).weight_decay(spec.weightDecay));
        else
            reference = referenceFor<torch::optim::SGD>(
                decayed, others,
                torch::optim::SGDOptions(1).momentum(spec.momentum).weight_decay(spec.weightDecay));

        for (int step = 0; step < 5; ++step) {
            const double rate = 0.01 * (step + 1);
            for (auto& group : reference->param_groups())
                group.options().set_lr(rate);
            tested.zeroGradients();
            for (const auto& entry : ours.named_parameters()) {
                const auto gradient = torch::randn(entry.value().sizes());
                QCOMPARE(entry.value().grad().defined(), !asDevice);
                if (asDevice)
                    entry.value().mutable_grad() = gradient;
                else
                    entry.value().grad().copy_(gradient);
                named[entry.key()].mutable_grad() = gradient.to(torch::kFloat64);
            }
            tested.collectGradients();
            for (const auto& entry : ours.named_parameters())
                QVERIFY(entry.value().grad().to(torch::kFloat64).equal(named[entry.key()].grad()));
            tested.step(rate);
            reference->step();
            for (const auto& entry : ours.named_parameters()) {
                const auto difference =
                    (entry.value().detach().to(torch::kFloat64) - named[entry.key()].detach()).abs().max();
                QVERIFY2(difference.item<double>() < 2e-6, entry.key().c_str());
            }
        }
    }

    void oneAdamWStepIsAsComputedByHand()
    {
        Toy toy;
        TrainSpec spec;
        spec.weightDecay = 0.1;
        ParameterOptimizer optimizer(spec, toy);
        const torch::NoGradGuard noGrad;
        auto weight = toy.named_parameters()["weight"];
        weight.fill_(1);
        weight.grad().fill_(0.5);
        optimizer.step(0.1);
        // Corrected moments 0.5 and 0.25: a whole step of 0.1; before it, decay by 0.1 · 0.1.
        QVERIFY((weight - 0.89).abs().max().item<double>() < 1e-6);
    }

    void decayIsLeftOffBiasesNormsPositionsClsAndRegisters()
    {
        Toy toy;
        Toy before;
        TrainSpec spec;
        spec.weightDecay = 0.5;
        ParameterOptimizer optimizer(spec, toy);
        optimizer.zeroGradients();
        optimizer.step(0.1);
        const torch::NoGradGuard noGrad;
        for (const auto& entry : toy.named_parameters()) {
            const bool decayed = entry.key() == "weight" || entry.key() == "deeper";
            const auto expected = before.named_parameters()[entry.key()] * (decayed ? 0.95 : 1.0);
            QVERIFY2(at::allclose(entry.value(), expected, 1e-6, 1e-7), entry.key().c_str());
        }
    }

    void aLongGradientIsCutToItsLengthAndAShortOneLeftAlone_data()
    {
        QTest::addColumn<double>("clip");
        QTest::addColumn<double>("first");
        QTest::addColumn<double>("second");
        QTest::newRow("cut") << 1.0 << 0.6 << 0.8;
        QTest::newRow("short enough") << 6.0 << 3.0 << 4.0;
        QTest::newRow("off") << 0.0 << 3.0 << 4.0;
    }

    void aLongGradientIsCutToItsLengthAndAShortOneLeftAlone()
    {
        QFETCH(double, clip);
        QFETCH(double, first);
        QFETCH(double, second);
        Toy toy;
        TrainSpec spec;
        spec.clipNorm = clip;
        ParameterOptimizer optimizer(spec, toy);
        optimizer.zeroGradients();
        auto weight = toy.named_parameters()["weight"].grad();
        auto bias = toy.named_parameters()["bias"].grad();
        weight[1][2] = 3;
        bias[0] = 4;
        QVERIFY(std::abs(optimizer.clipGradients().item<double>() - 5) < 1e-6); // before it is cut
        QVERIFY(std::abs(weight[1][2].item<double>() - first) < 1e-5);
        QVERIFY(std::abs(bias[0].item<double>() - second) < 1e-5);
    }

    void gradientsOfABackwardPassReachTheStep()
    {
        Toy toy;
        TrainSpec spec;
        spec.optimizer = saccade::Optimizer::Sgd;
        spec.weightDecay = 0;
        spec.momentum = 0;
        ParameterOptimizer optimizer(spec, toy);
        auto bias = toy.named_parameters()["bias"];
        const auto before = bias.detach().clone();
        for (int pass = 0; pass < 2; ++pass) { // the second fails where a pass replaces the gradient's tensor
            optimizer.zeroGradients();
            (bias * torch::tensor({1., 2., 3.})).sum().backward();
            optimizer.step(0.1);
        }
        QVERIFY(at::allclose(bias.detach(), before - 0.2 * torch::tensor({1., 2., 3.}), 1e-6, 1e-6));
    }

    void theRunningMeanFollowsTheWeightsByItsDecay_data()
    {
        QTest::addColumn<int>("optimizer");
        QTest::newRow("AdamW") << int(saccade::Optimizer::AdamW);
        QTest::newRow("SGD") << int(saccade::Optimizer::Sgd);
    }

    void theRunningMeanFollowsTheWeightsByItsDecay()
    {
        QFETCH(int, optimizer);
        TrainSpec spec;
        spec.optimizer = saccade::Optimizer(optimizer);
        spec.emaDecay = 0.25;
        Toy toy;
        auto buffer = toy.register_buffer("statistics", torch::zeros({2}));
        ParameterOptimizer tested(spec, toy);
        auto weight = toy.named_parameters()["weight"];
        const torch::NoGradGuard noGrad;
        auto expected = weight.clone();
        for (int step = 1; step <= 4; ++step) {
            weight.grad().fill_(step);
            buffer.fill_(step);
            tested.step(0.1);
            const double decay = std::min(0.25, (1.0 + step) / (10.0 + step)); // 2/11, 3/12, then 0.25
            expected = decay * expected + (1 - decay) * weight;
        }
        const auto newest = weight.clone();
        {
            const AveragedWeights averaged(tested);
            QVERIFY(at::allclose(toy.named_parameters()["weight"], expected, 1e-5, 1e-6));
            QVERIFY(!at::allclose(weight, newest, 1e-5, 1e-6));
            // 0, 1 · 9/11, then three quarters of the way to 2, 3 and 4.
            double statistics = 0;
            for (const auto& [value, pull] :
                 {std::pair(1.0, 9. / 11), std::pair(2.0, .75), std::pair(3.0, .75), std::pair(4.0, .75)})
                statistics += pull * (value - statistics);
            QVERIFY(std::abs(toy.named_buffers()["statistics"][0].item<double>() - statistics) < 1e-5);
        }
        QVERIFY(weight.equal(newest) && buffer[1].item<double>() == 4);
        weight.grad().fill_(1); // training goes on with the weights themselves
        tested.step(0.1);
        QVERIFY(!weight.equal(newest));
    }

    void smoothedAndMixedLabelsShareOneLoss()
    {
        // Shares .6 and .4 of two classes, a tenth of them spread over three: .5733, .3933 and .0333.
        const auto logits = torch::tensor({{1.0F, 2.0F, 0.5F}}).to(torch::kBFloat16);
        const auto loss = softTargetLoss(logits, torch::tensor({{0.6F, 0.4F, 0.0F}}), 0.1);
        const double normaliser = std::log(std::exp(1.0) + std::exp(2.0) + std::exp(0.5));
        const double expected = normaliser - (0.6 * .9 + .1 / 3) * 1 - (0.4 * .9 + .1 / 3) * 2 - .1 / 3 * 0.5;
        QVERIFY(loss.scalar_type() == torch::kFloat32);
        QVERIFY2(std::abs(loss.item<double>() - expected) < 1e-6,
                 qPrintable(QString::number(loss.item<double>())));
    }

    void anInfiniteWeightIsNoticed()
    {
        Toy toy;
        ParameterOptimizer optimizer(TrainSpec{}, toy);
        QVERIFY(optimizer.isFinite());
        const torch::NoGradGuard noGrad;
        toy.named_parameters()["norm"][1] = std::numeric_limits<float>::infinity();
        QVERIFY(!optimizer.isFinite());
    }
};

SACCADE_SUITE(OptimizerTest)
#include "optimizer_test.moc"
