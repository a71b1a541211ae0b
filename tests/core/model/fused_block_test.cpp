// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fused_block.h"

#include "core/model/mixed_precision.h"
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
    {300, 5, 1, 16, 1, 16, true}};

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
torch::Tensor plainBlock(torch::Tensor x, const BlockWeights& w, const Case& c, const torch::Tensor& factors)
{
    const auto factor = [&](int branch) {
        return factors.defined() ? factors[branch].to(x.scalar_type()).view({-1, 1, 1})
                                 : at::ones({1, 1, 1}, x.options());
    };
    const auto normed = at::layer_norm(x, {c.dim}, w.norm1Weight, w.norm1Bias, 1e-6);
    const auto qkv = at::linear(normed, w.qkvWeight, w.qkvBias)
                         .reshape({c.batch, c.tokens, 3, c.heads, c.dim / c.heads})
                         .permute({2, 0, 3, 1, 4});
    const auto p =
        at::softmax(at::matmul(qkv[0], qkv[1].transpose(-2, -1)) / std::sqrt(double(c.dim / c.heads)), -1);
    const auto mixed = at::matmul(p, qkv[2]).transpose(1, 2).reshape({c.batch, c.tokens, c.dim});
    x = x + factor(0) * at::linear(mixed, w.projWeight, w.projBias);
    const auto hidden = at::gelu(
        at::linear(at::layer_norm(x, {c.dim}, w.norm2Weight, w.norm2Bias, 1e-6), w.fc1Weight, w.fc1Bias));
    return (x + factor(1) * at::linear(hidden, w.fc2Weight, w.fc2Bias)).narrow(1, 0, c.queries);
}

ModelSpec specOf(const Case& c)
{
    ModelSpec spec;
    spec.dim = c.dim;
    spec.heads = c.heads;
    spec.mlpRatio = double(c.hidden) / c.dim;
    return spec;
}

} // namespace

class FusedBlockTest : public QObject
{
    Q_OBJECT

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
            found = fusedBlock(x, weights, specOf(c), c.queries, factors);
        }
        const auto expected = plainBlock(exactX, exact, c, factors);
        QCOMPARE(found.sizes().vec(), expected.sizes().vec());
        QVERIFY2(gap(found, expected) < most, QByteArray::number(gap(found, expected)));
        found.backward(listener);
        expected.backward(listener.to(torch::kFloat64));
        QVERIFY2(gap(x.grad(), exactX.grad()) < most, QByteArray::number(gap(x.grad(), exactX.grad())));
        const auto all = listOf(weights);
        const auto exactly = listOf(exact);
        for (std::size_t i = 0; i < all.size(); ++i)
            QVERIFY2(gap(all[i].grad(), exactly[i].grad()) < most,
                     "weight " + QByteArray::number(int(i)) + ": " +
                         QByteArray::number(gap(all[i].grad(), exactly[i].grad())));
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
            compare(c, true, 4e-2);
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
        ModelSpec spec;
        const auto x = at::zeros({1, 2, spec.dim});
        QVERIFY(canFuseBlock(spec, x, true));
        spec.dropout = 0.1;
        QVERIFY(!canFuseBlock(spec, x, true));
        QVERIFY(canFuseBlock(spec, x, false));
        QVERIFY(!canFuseBlock(spec, x.to(torch::kFloat64), false));
        spec.activation = Activation::Relu;
        QVERIFY(!canFuseBlock(spec, x, false));
        spec.activation = Activation::Gelu;
        spec.normOrder = NormOrder::Post;
        QVERIFY(!canFuseBlock(spec, x, false));
    }
};

SACCADE_SUITE(FusedBlockTest)
#include "fused_block_test.moc"
