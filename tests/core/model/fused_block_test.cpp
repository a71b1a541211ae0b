// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fused_block.h"

#include "core/model/mixed_precision.h"
#include "core/model/random_scope.h"
#include "core/torch.h"
#include "tests/support/suite.h"
#include "tests/support/tensor_gap.h"

#include <cmath>

using namespace saccade;
using test::gap;

namespace {

struct Case
{
    int batch, tokens, queries, dim, heads, hidden;
    bool dropsPaths;
    NormOrder normOrder = NormOrder::Pre;
    Activation activation = Activation::Gelu;
    double dropout = 0;
};
const std::vector<Case> Cases{
    {3, 65, 65, 48, 3, 96, false},
    {2, 5, 1, 8, 2, 12, false},
    {3, 17, 17, 20, 5, 36, true},
    {4, 9, 2, 16, 1, 32, true},
    {1, 2, 2, 4, 1, 4, false},
    // Widths of whole vectors, heads too; more pictures than a thread takes at a time.
    {5, 65, 1, 64, 2, 96, true},
    {2, 9, 1, 48, 3, 80, false},
    {21, 65, 65, 32, 2, 48, true},
    {300, 5, 1, 16, 1, 16, true},
    // The other ways to build a block.
    {7, 65, 65, 64, 8, 128, false, NormOrder::Post, Activation::Relu, 0.1},
    {7, 65, 1, 64, 2, 128, true, NormOrder::Post, Activation::Relu, 0.1},
    {3, 17, 2, 20, 5, 36, true, NormOrder::Post, Activation::Gelu, 0.3},
    {40, 9, 9, 16, 1, 32, true, NormOrder::Post, Activation::Gelu, 0},
    {3, 65, 65, 48, 3, 96, true, NormOrder::Pre, Activation::Relu, 0},
    {5, 9, 2, 12, 3, 20, false, NormOrder::Pre, Activation::Gelu, 0.2},
    {5, 33, 1, 32, 2, 48, true, NormOrder::Pre, Activation::Relu, 0.5}};
constexpr std::uint64_t DropSeed = 23;

std::vector<torch::Tensor> listOf(const BlockWeights& w)
{
    return {w.norm1Weight, w.norm1Bias, w.qkvWeight, w.qkvBias, w.projWeight, w.projBias,
            w.norm2Weight, w.norm2Bias, w.fc1Weight, w.fc1Bias, w.fc2Weight,  w.fc2Bias};
}

BlockWeights weightsFor(const Case& c, torch::ScalarType type)
{
    auto generator = at::detail::createCPUGenerator(11);
    const auto random = [&](std::vector<std::int64_t> sizes, double spread, double middle) {
        return (at::randn(sizes, generator, torch::kFloat64) * spread + middle)
            .to(torch::kFloat32)
            .to(type)
            .set_requires_grad(true);
    };
    const double wide = 1 / std::sqrt(double(c.dim));
    return {random({c.dim}, .2, 1),
            random({c.dim}, .2, 0),
            random({3 * c.dim, c.dim}, wide, 0),
            random({3 * c.dim}, .1, 0),
            random({c.dim, c.dim}, wide, 0),
            random({c.dim}, .1, 0),
            random({c.dim}, .2, 1),
            random({c.dim}, .2, 0),
            random({c.hidden, c.dim}, wide, 0),
            random({c.hidden}, .1, 0),
            random({c.dim, c.hidden}, wide, 0),
            random({c.dim}, .1, 0)};
}

/// The block as its formula reads, by LibTorch's own functions and gradients.
torch::Tensor plainBlock(const torch::Tensor& x, const BlockWeights& w, const Case& c,
                         const torch::Tensor& factors)
{
    const RandomScope random(DropSeed);
    const auto factor = [&](int branch) {
        return factors.defined() ? factors[branch].to(x.scalar_type()).view({-1, 1, 1})
                                 : at::ones({1, 1, 1}, x.options());
    };
    const auto dropped = [&](const torch::Tensor& y) { return seededDropout(y, c.dropout, true); };
    const auto norm1 = [&](const torch::Tensor& y) {
        return at::layer_norm(y, {c.dim}, w.norm1Weight, w.norm1Bias, 1e-6);
    };
    const auto norm2 = [&](const torch::Tensor& y) {
        return at::layer_norm(y, {c.dim}, w.norm2Weight, w.norm2Bias, 1e-6);
    };
    const auto attention = [&](const torch::Tensor& y) {
        const auto qkv = at::linear(y, w.qkvWeight, w.qkvBias)
                             .reshape({c.batch, c.tokens, 3, c.heads, c.dim / c.heads})
                             .permute({2, 0, 3, 1, 4});
        const auto p = at::softmax(
            at::matmul(qkv[0], qkv[1].transpose(-2, -1)) / std::sqrt(double(c.dim / c.heads)), -1);
        const auto mixed = at::matmul(p, qkv[2]).transpose(1, 2).reshape({c.batch, c.tokens, c.dim});
        return factor(0) * dropped(at::linear(mixed, w.projWeight, w.projBias));
    };
    const auto mlp = [&](const torch::Tensor& y) {
        const auto hidden = at::linear(y, w.fc1Weight, w.fc1Bias);
        const auto active = dropped(c.activation == Activation::Relu ? at::relu(hidden) : at::gelu(hidden));
        return factor(1) * dropped(at::linear(active, w.fc2Weight, w.fc2Bias));
    };
    torch::Tensor y;
    if (c.normOrder == NormOrder::Pre) {
        y = x + attention(norm1(x));
        y = y + mlp(norm2(y));
    } else {
        y = norm1(x + attention(x));
        y = norm2(y + mlp(y));
    }
    return y.narrow(1, 0, c.queries);
}

ModelSpec specOf(const Case& c)
{
    ModelSpec spec;
    spec.dim = c.dim;
    spec.heads = c.heads;
    spec.mlpRatio = double(c.hidden) / c.dim;
    spec.normOrder = c.normOrder;
    spec.activation = c.activation;
    return spec;
}

} // namespace

class FusedBlockTest : public QObject
{
    Q_OBJECT

    /// The largest difference; with ReLU root mean square, as rounding moves some numbers across its edge,
    /// where the gradient is another.
    static double gradientGap(const torch::Tensor& found, const torch::Tensor& expected,
                              Activation activation)
    {
        if (activation != Activation::Relu || found.sizes() != expected.sizes())
            return gap(found, expected);
        const auto difference = (found.to(torch::kFloat64) - expected).norm().item<double>();
        return std::isfinite(difference) ? difference / expected.norm().item<double>() : 1e9;
    }

    /// Output and gradients of the fused block against the plain one in double precision.
    static void compare(const Case& c, bool mixed, double most)
    {
        auto generator = at::detail::createCPUGenerator(5);
        const auto start = at::randn({c.batch, c.tokens, c.dim}, generator, torch::kFloat32);
        const auto listener = at::randn({c.batch, c.queries, c.dim}, generator, torch::kFloat32);
        torch::Tensor factors;
        if (c.dropsPaths)
            factors = at::bernoulli(at::full({2, c.batch}, 0.6), generator).div(0.6).to(torch::kFloat32);
        auto x = start.clone().set_requires_grad(true);
        auto exactX = start.to(torch::kFloat64).set_requires_grad(true);
        const BlockWeights weights = weightsFor(c, torch::kFloat32);
        const BlockWeights exact = weightsFor(c, torch::kFloat64);
        torch::Tensor found;
        {
            const MixedPrecision scope(mixed, torch::kCPU);
            const RandomScope random(DropSeed);
            found = fusedBlock(x, weights, specOf(c), c.queries, factors, c.dropout);
        }
        const auto expected = plainBlock(exactX, exact, c, factors);
        QCOMPARE(found.sizes().vec(), expected.sizes().vec());
        QVERIFY2(gap(found, expected) < most, QByteArray::number(gap(found, expected)));
        found.backward(listener);
        expected.backward(listener.to(torch::kFloat64));
        auto all = listOf(weights);
        auto exactly = listOf(exact);
        all.push_back(x);
        exactly.push_back(exactX);
        for (std::size_t i = 0; i < all.size(); ++i) {
            const double far =
                gradientGap(all[i].grad(), exactly[i].grad(), mixed ? c.activation : Activation::Gelu);
            QVERIFY2(far < most, "weight " + QByteArray::number(int(i)) + ": " + QByteArray::number(far));
        }
    }

private Q_SLOTS:
    void inFp32ItIsTheBlockAndItsGradients()
    {
        for (const Case& c : Cases)
            compare(c, false, 1e-5);
    }

    void inMixedPrecisionItIsTheSameToTheRoundingOfBf16()
    {
        for (const Case& c : Cases)
            compare(c, true, c.activation == Activation::Relu ? 8e-2 : 4e-2);
    }

    void itIsTheSameWithAnyNumberOfThreads()
    {
        const int before = at::get_num_threads();
        for (const int threads : {1, 3}) {
            at::set_num_threads(threads);
            for (const Case& c : Cases)
                compare(c, false, 1e-5);
        }
        at::set_num_threads(before);
    }

    void aKeysBiasHasNoGradientWhereOneTokenAsks()
    {
        const Case& c = Cases[5]; // softmax does not see what is added to all of a query's scores
        const BlockWeights weights = weightsFor(c, torch::kFloat32);
        fusedBlock(at::randn({c.batch, c.tokens, c.dim}), weights, specOf(c), 1).sum().backward();
        const auto ofKeys = weights.qkvBias.grad().narrow(0, c.dim, c.dim);
        QVERIFY(ofKeys.abs().max().item<double>() < 1e-5);
        QVERIFY(weights.qkvBias.grad().abs().max().item<double>() > 1e-3);
    }

    void withoutGradientsItGivesTheSameNumbers()
    {
        const Case& c = Cases.front();
        const auto x = at::randn({c.batch, c.tokens, c.dim});
        const BlockWeights weights = weightsFor(c, torch::kFloat32);
        const auto trained = fusedBlock(x, weights, specOf(c), c.queries);
        const torch::NoGradGuard noGrad;
        QVERIFY(at::equal(fusedBlock(x, weights, specOf(c), c.queries), trained));
    }

    void theFirstTokensAreAnsweredTheSameWhoeverElseIs()
    {
        const Case& c = Cases.front();
        const auto x = at::randn({c.batch, c.tokens, c.dim});
        const BlockWeights weights = weightsFor(c, torch::kFloat32);
        const torch::NoGradGuard noGrad;
        const auto all = fusedBlock(x, weights, specOf(c), c.tokens).narrow(1, 0, 1);
        const auto one = fusedBlock(x, weights, specOf(c), 1);
        QVERIFY((all - one).abs().max().item<double>() < 1e-5);
    }

    void whatItCannotDoItSays()
    {
        const auto x = at::zeros({1, 2, 8});
        QVERIFY(canFuseBlock(x));
        QVERIFY(!canFuseBlock(x.to(torch::kFloat64)));
    }
};

SACCADE_SUITE(FusedBlockTest)
#include "fused_block_test.moc"
