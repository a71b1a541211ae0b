// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/muon.h"
#include "core/train/optimizer.h"
#include "tests/support/suite.h"

#include <cmath>

using namespace saccade;

namespace {

double largestDifference(const torch::Tensor& a, const torch::Tensor& b)
{
    return (a.to(torch::kFloat64) - b.to(torch::kFloat64)).abs().max().item<double>();
}

/// Of a number, or of each in a tensor.
template <typename T>
T valueOf(const OddPolynomial& polynomial, const T& s)
{
    const T square = s * s;
    return s * (polynomial.first + square * (polynomial.third + square * polynomial.fifth));
}

/// The same answer by another way: the iteration acts on singular values alone.
torch::Tensor byDecomposition(const torch::Tensor& matrix)
{
    const auto m = matrix.to(torch::kFloat64);
    const auto [u, s, v] = at::svd(m);
    auto values = s / m.norm();
    for (const OddPolynomial& step : OrthogonalisingSteps)
        values = valueOf(step, values);
    return u.mul(values).mm(v.t());
}

class Toy : public torch::nn::Module
{
public:
    Toy()
    {
        torch::manual_seed(5);
        register_parameter("patch_embed.proj.weight", torch::randn({6, 3, 2, 2}));
        register_parameter("blocks.0.attn.qkv.weight", torch::randn({18, 6}));
        register_parameter("blocks.0.attn.qkv.bias", torch::randn({18}));
        register_parameter("blocks.0.mlp.fc1.weight", torch::randn({12, 6}));
        register_parameter("stages.1.block.conv.weight", torch::randn({4, 6, 3, 3}));
        register_parameter("pos_embed", torch::randn({1, 4, 6}));
        register_parameter("head.weight", torch::randn({10, 6}));
    }

    // Names with points cannot be registered one by one.
    torch::Tensor& register_parameter(std::string name, torch::Tensor tensor)
    {
        torch::nn::Module* place = this;
        for (auto point = name.find('.'); point != std::string::npos; point = name.find('.')) {
            const std::string part = name.substr(0, point);
            auto children = place->named_children();
            auto* child = children.find(part);
            place = child ? child->get()
                          : place->register_module(part, std::make_shared<torch::nn::Module>(part)).get();
            name = name.substr(point + 1);
        }
        return place->register_parameter(name, std::move(tensor));
    }
};

} // namespace

class MuonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// A polynomial of three coefficients whose distance from 1 is the greatest at four places, above and
    /// below in turn, is the best there is (Chebyshev's theorem of alternation, which Haar's spaces have).
    void eachStepIsTheBestOfItsKindForWhatTheStepsBeforeLeave()
    {
        constexpr double Rounding = 3e-4; // five decimals of a coefficient, times a fifth power of up to 1.96
        double low = 0.01;
        double high = 1.0;
        for (const OddPolynomial& step : OrthogonalisingSteps) {
            const double end = 1.02 * high;
            const double distance = 1.0 - valueOf(step, low);
            std::vector<bool> isAbove; // at the places of greatest distance
            for (int i = 0; i <= 100'000; ++i) {
                const double off = valueOf(step, low + (end - low) * i / 100'000) - 1.0;
                QVERIFY(std::abs(off) < distance + Rounding);
                if (std::abs(off) > distance - Rounding && (isAbove.empty() || isAbove.back() != (off > 0)))
                    isAbove.push_back(off > 0);
            }
            QVERIFY((isAbove == std::vector<bool>{false, true, false, true}));
            low = 1.0 - distance;
            high = 1.0 + distance;
        }
        QVERIFY(high < 1.29);
    }

    void anUpdateKeepsTheSingularVectorsAndEvensOutTheValues_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::newRow("square") << 12 << 12;
        QTest::newRow("wide") << 8 << 40;
        QTest::newRow("tall") << 40 << 8;
        QTest::newRow("one row") << 1 << 9;
    }

    void anUpdateKeepsTheSingularVectorsAndEvensOutTheValues()
    {
        QFETCH(int, rows);
        QFETCH(int, columns);
        torch::manual_seed(11);
        const auto matrix = torch::randn({rows, columns}) * 1e-4;
        const auto result = orthogonalised(matrix, false);
        QVERIFY(result.sizes() == matrix.sizes());
        QVERIFY2(largestDifference(result, byDecomposition(matrix)) < 5e-5,
                 qPrintable(QString::number(largestDifference(result, byDecomposition(matrix)))));
        if (rows != columns) { // a square one may have a value that is too small to be brought up
            const auto values = std::get<1>(at::svd(result));
            QVERIFY(values.min().item<double>() > 0.71 && values.max().item<double>() < 1.29);
        }
    }

    void inBf16ItIsTheSameToBf16sPrecision()
    {
        torch::manual_seed(12);
        const auto matrix = torch::randn({24, 64});
        const auto difference = orthogonalised(matrix, true) - orthogonalised(matrix, false);
        QVERIFY(difference.norm().item<double>() < 0.1 * std::sqrt(24.0));
        QVERIFY(orthogonalised(matrix, true).scalar_type() == torch::kFloat32);
    }

    void noGradientIsNoUpdate()
    {
        QVERIFY(orthogonalised(torch::zeros({4, 6}), false).equal(torch::zeros({4, 6})));
    }

    void hiddenMatricesAndFiltersAreItsOwnAndNothingElse()
    {
        std::vector<std::string> own;
        const Toy toy;
        for (const auto& entry : toy.named_parameters())
            if (isMovedByMuon(entry.key(), entry.value()))
                own.push_back(entry.key());
        std::sort(own.begin(), own.end());
        QVERIFY((own == std::vector<std::string>{"blocks.0.attn.qkv.weight", "blocks.0.mlp.fc1.weight",
                                                 "stages.1.block.conv.weight"}));
    }

    void queriesKeysAndValuesAreThreeMatrices()
    {
        torch::manual_seed(13);
        const auto direction = torch::randn({18, 6});
        const auto update = muonUpdate("blocks.0.attn.qkv.weight", direction, false);
        for (int part = 0; part < 3; ++part) {
            const auto expected = byDecomposition(direction.narrow(0, 6 * part, 6)) * (0.2 * std::sqrt(6.0));
            QVERIFY(largestDifference(update.narrow(0, 6 * part, 6), expected) < 5e-5);
        }
    }

    void twoStepsAreThoseOfMuonForItsOwnAndOfAdamWForTheRest_data()
    {
        QTest::addColumn<bool>("asDevice");
        QTest::newRow("the processor's way") << false;
        QTest::newRow("a device's way") << true;
    }

    void twoStepsAreThoseOfMuonForItsOwnAndOfAdamWForTheRest()
    {
        QFETCH(bool, asDevice);
        TrainSpec spec;
        spec.optimizer = Optimizer::Muon;
        spec.weightDecay = 0.1;
        spec.momentum = 0.8;
        spec.emaDecay = 0.5;
        TrainSpec adamw = spec;
        adamw.optimizer = Optimizer::AdamW;
        Toy tested;
        Toy reference;
        ParameterOptimizer muon(spec, tested, false, asDevice);
        ParameterOptimizer other(adamw, reference, false, asDevice);
        auto named = tested.named_parameters();
        auto expected = named["stages.1.block.conv.weight"].detach().to(torch::kFloat64).flatten(1);
        auto velocity = torch::zeros_like(expected);
        torch::manual_seed(14);
        const torch::NoGradGuard noGrad;
        for (int step = 0; step < 2; ++step) {
            for (const auto& entry : named) {
                const auto gradient = torch::randn(entry.value().sizes());
                entry.value().grad().copy_(gradient);
                reference.named_parameters()[entry.key()].grad().copy_(gradient);
            }
            const auto gradient = named["stages.1.block.conv.weight"].grad().to(torch::kFloat64).flatten(1);
            velocity = 0.8 * velocity + gradient;
            const auto direction = gradient + 0.8 * velocity; // Nesterov's
            expected =
                expected * (1 - 0.05 * 0.1) - 0.05 * 0.2 * std::sqrt(54.0) * byDecomposition(direction);
            muon.step(0.05);
            other.step(0.05);
        }
        QVERIFY(largestDifference(named["stages.1.block.conv.weight"].flatten(1), expected) < 1e-5);
        for (const char* name :
             {"patch_embed.proj.weight", "blocks.0.attn.qkv.bias", "pos_embed", "head.weight"})
            QVERIFY2(named[name].equal(reference.named_parameters()[name]), name);
    }

    void manyParametersAreUpdatedAsOneByOne()
    {
        torch::manual_seed(8);
        std::vector<std::pair<std::string, torch::Tensor>> directions;
        for (const char* block : {"blocks.0.", "blocks.1."}) {
            directions.emplace_back(std::string(block) + "attn.qkv.weight", torch::randn({36, 12}));
            directions.emplace_back(std::string(block) + "attn.proj.weight", torch::randn({12, 12}));
            directions.emplace_back(std::string(block) + "mlp.fc1.weight", torch::randn({24, 12}));
            directions.emplace_back(std::string(block) + "mlp.fc2.weight", torch::randn({12, 24}));
        }
        directions.emplace_back("patch_embed.backbone.1.conv.weight", torch::randn({12, 6, 3, 3}));
        const auto together = muonUpdates(directions, false);
        QCOMPARE(together.size(), directions.size());
        for (std::size_t i = 0; i < directions.size(); ++i) {
            const auto alone = muonUpdate(directions[i].first, directions[i].second, false);
            QVERIFY(together[i].sizes() == alone.sizes());
            QVERIFY2(largestDifference(together[i], alone) < 1e-4, directions[i].first.c_str());
        }
    }
};

SACCADE_SUITE(MuonTest)
#include "muon_test.moc"
