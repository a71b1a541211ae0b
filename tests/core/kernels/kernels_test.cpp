// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/kernels/all_kernels.h"
#include "tests/support/suite.h"

#include <bit>
#include <numbers>

using namespace saccade;
using namespace saccade::kernels;
using namespace saccade::test;

namespace {

struct Case
{
    int tokens, queries, heads, headDim;
};
const std::vector<Case> Cases{{5, 5, 1, 4},  {4, 1, 2, 3},    {65, 65, 3, 64},
                              {65, 1, 1, 4}, {37, 37, 6, 32}, {17, 3, 2, 20}};

/// Attention in double precision, from its definition.
struct Reference
{
    template <typename T>
    Reference(const Case& c, int pictures, const std::vector<T>& qkv)
        : c(c)
        , dim(c.heads * c.headDim)
        , probabilities(std::size_t(pictures * c.heads * c.queries * c.tokens))
        , output(std::size_t(pictures * c.queries * dim), 0.0)
    {
        for (int b = 0; b < pictures; ++b)
            for (int h = 0; h < c.heads; ++h)
                for (int i = 0; i < c.queries; ++i) {
                    double* p = &probabilities[std::size_t(((b * c.heads + h) * c.queries + i) * c.tokens)];
                    double sum = 0;
                    for (int j = 0; j < c.tokens; ++j) {
                        double score = 0;
                        for (int k = 0; k < c.headDim; ++k)
                            score +=
                                double(valueOf(qkv[at(b, i, 0, h, k)])) * valueOf(qkv[at(b, j, 1, h, k)]);
                        sum += p[j] = std::exp(score / std::sqrt(double(c.headDim)));
                    }
                    for (int j = 0; j < c.tokens; ++j) {
                        p[j] /= sum;
                        for (int k = 0; k < c.headDim; ++k)
                            output[std::size_t(((b * c.queries + i) * c.heads + h) * c.headDim + k)] +=
                                p[j] * valueOf(qkv[at(b, j, 2, h, k)]);
                    }
                }
    }

    std::size_t at(int b, int token, int part, int head, int k) const
    {
        return std::size_t((((b * c.tokens + token) * 3 + part) * c.heads + head) * c.headDim + k);
    }

    /// Σ output ⊙ weights, whose gradient in qkv is what the way back should give.
    double weighted(const std::vector<double>& weights) const
    {
        double sum = 0;
        for (std::size_t i = 0; i < output.size(); ++i)
            sum += output[i] * weights[i];
        return sum;
    }

    /// What `weights` as the output's gradient give for qkv, by the chain rule.
    template <typename T>
    Doubles gradient(const std::vector<T>& qkv, const std::vector<T>& weights) const
    {
        Doubles result(qkv.size(), 0.0);
        const double scale = 1 / std::sqrt(double(c.headDim));
        for (int h = 0; h < c.heads; ++h)
            for (int i = 0; i < c.queries; ++i) {
                const double* p = &probabilities[std::size_t((h * c.queries + i) * c.tokens)];
                const T* out = &weights[std::size_t((i * c.heads + h) * c.headDim)];
                Doubles byAnswer(std::size_t(c.tokens), 0.0);
                double mean = 0;
                for (int j = 0; j < c.tokens; ++j) {
                    for (int k = 0; k < c.headDim; ++k) {
                        byAnswer[std::size_t(j)] += valueOf(out[k]) * double(valueOf(qkv[at(0, j, 2, h, k)]));
                        result[at(0, j, 2, h, k)] += p[j] * valueOf(out[k]);
                    }
                    mean += p[j] * byAnswer[std::size_t(j)];
                }
                for (int j = 0; j < c.tokens; ++j) {
                    const double score = p[j] * (byAnswer[std::size_t(j)] - mean) * scale;
                    for (int k = 0; k < c.headDim; ++k) {
                        result[at(0, i, 0, h, k)] += score * valueOf(qkv[at(0, j, 1, h, k)]);
                        result[at(0, j, 1, h, k)] += score * valueOf(qkv[at(0, i, 0, h, k)]);
                    }
                }
            }
        return result;
    }

    Case c;
    int dim;
    Doubles probabilities;
    Doubles output;
};

} // namespace

class KernelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void attentionIsThatOfItsDefinition()
    {
        for (const Case& c : Cases)
            forAll([&c]<typename T>(const Kernels<T>& k, const char* set, T) {
                constexpr int Pictures = 3;
                const AttentionShape shape{c.tokens, c.queries, c.heads, c.headDim,
                                           1 / std::sqrt(float(c.headDim))};
                const std::size_t dim = std::size_t(c.heads * c.headDim);
                const auto qkv = asType<T>(randomFloats(std::size_t(Pictures * c.tokens) * 3 * dim, 7));
                const Reference expected(c, Pictures, qkv);
                std::vector<T> probabilities(expected.probabilities.size());
                std::vector<T> output(expected.output.size());
                std::vector<float> scratch(std::size_t(attentionScratch(shape)), NAN);
                k.attention(shape, qkv.data(), 0, 1, probabilities.data(), output.data(), scratch.data());
                k.attention(shape, qkv.data(), 1, Pictures, probabilities.data(), output.data(),
                            scratch.data());
                const QByteArray what = QByteArray(set) + " tokens " + QByteArray::number(c.tokens) + " gap ";
                const double gap = largestGap(probabilities, expected.probabilities);
                QVERIFY2(gap < tolerance<T>(1), (what + QByteArray::number(gap)).constData());
                const double outGap = largestGap(output, expected.output);
                QVERIFY2(outGap < tolerance<T>(2), (what + QByteArray::number(outGap)).constData());
            });
    }

    void theWayBackOfAttentionIsItsSlope()
    {
        for (const Case& c : Cases) {
            if (c.tokens > 20)
                continue; // differences of every input take long
            forAll([&c]<typename T>(const Kernels<T>& k, const char* set, T) {
                const AttentionShape shape{c.tokens, c.queries, c.heads, c.headDim,
                                           1 / std::sqrt(float(c.headDim))};
                const std::size_t dim = std::size_t(c.heads * c.headDim);
                const auto qkv = asType<T>(randomFloats(std::size_t(c.tokens) * 3 * dim, 3));
                const auto weights = asType<T>(randomFloats(std::size_t(c.queries) * dim, 5));
                std::vector<T> probabilities(std::size_t(c.heads * c.queries * c.tokens));
                std::vector<T> output(weights.size());
                std::vector<T> gradient(qkv.size());
                std::vector<float> scratch(std::size_t(attentionScratch(shape)), NAN);
                k.attention(shape, qkv.data(), 0, 1, probabilities.data(), output.data(), scratch.data());
                k.attentionBackward(shape, qkv.data(), probabilities.data(), weights.data(), 0, 1,
                                    gradient.data(), scratch.data());
                Doubles factors;
                for (const T& weight : weights)
                    factors.push_back(valueOf(weight));
                Doubles slope;
                std::vector<double> exact;
                std::vector<float> moved;
                for (const T& value : qkv)
                    moved.push_back(valueOf(value));
                for (float& value : moved) {
                    const float kept = value;
                    constexpr float Step = 1.0F / 256; // exact in fp32 for values below 2
                    value = kept + Step;
                    const double above = Reference(c, 1, moved).weighted(factors);
                    value = kept - Step;
                    const double below = Reference(c, 1, moved).weighted(factors);
                    value = kept;
                    slope.push_back((above - below) / (2.0 * Step));
                }
                const double gap = largestGap(gradient, slope);
                QVERIFY2(gap < (std::is_same_v<T, float> ? 1e-3 : 6e-2),
                         (QByteArray(set) + " gap " + QByteArray::number(gap)).constData());
            });
        }
    }

    void theWayBackOfAttentionIsThatOfTheChainRule()
    {
        for (const Case& c : Cases)
            forAll([&c]<typename T>(const Kernels<T>& k, const char* set, T) {
                const AttentionShape shape{c.tokens, c.queries, c.heads, c.headDim,
                                           1 / std::sqrt(float(c.headDim))};
                const std::size_t dim = std::size_t(c.heads * c.headDim);
                const auto qkv = asType<T>(randomFloats(std::size_t(c.tokens) * 3 * dim, 3, 1.0F));
                const auto weights = asType<T>(randomFloats(std::size_t(c.queries) * dim, 5, 1.0F));
                std::vector<T> probabilities(std::size_t(c.heads * c.queries * c.tokens));
                std::vector<T> output(weights.size());
                std::vector<T> gradient(qkv.size());
                std::vector<float> scratch(std::size_t(attentionScratch(shape)), NAN);
                k.attention(shape, qkv.data(), 0, 1, probabilities.data(), output.data(), scratch.data());
                scratch.assign(scratch.size(), NAN);
                k.attentionBackward(shape, qkv.data(), probabilities.data(), weights.data(), 0, 1,
                                    gradient.data(), scratch.data());
                const Doubles expected = Reference(c, 1, qkv).gradient(qkv, weights);
                const double gap = largestGap(gradient, expected);
                QVERIFY2(gap < tolerance<T>(2), (QByteArray(set) + " tokens " + QByteArray::number(c.tokens) +
                                                 " gap " + QByteArray::number(gap))
                                                    .constData());
            });
    }

    void geluIsXTimesTheNormalDistribution()
    {
        forAll([]<typename T>(const Kernels<T>& k, const char* set, T) {
            std::vector<float> inputs;
            for (int i = -1203; i <= 1203; ++i)
                inputs.push_back(float(i) / 100);
            inputs.insert(inputs.end(), {1e-20F, -1e-20F, 60.0F, -60.0F, 1e4F, -1e4F});
            const auto x = asType<T>(inputs);
            std::vector<T> y(x.size());
            std::vector<T> alone(x.size());
            std::vector<T> slope = x; // may be where x is
            k.gelu(slope.data(), std::int64_t(x.size()), y.data(), slope.data());
            k.gelu(x.data(), std::int64_t(x.size()), alone.data(), nullptr);
            std::vector<T> gradient = asType<T>(std::vector<float>(x.size(), 2.0F));
            std::vector<float> sums(x.size(), 0.5F);
            k.slopeBackward(slope.data(), int(x.size()), 1, gradient.data(), sums.data());
            for (std::size_t i = 0; i < x.size(); ++i) {
                const double v = valueOf(x[i]);
                const double phi = 0.5 * std::erfc(-v / std::sqrt(2.0));
                const double bell = std::exp(-v * v / 2) / std::sqrt(2 * std::numbers::pi);
                const QByteArray at = QByteArray(set) + " at " + QByteArray::number(v);
                QVERIFY2(std::abs(valueOf(y[i]) - v * phi) <= tolerance<T>(std::max(0.5, std::abs(v))), at);
                QVERIFY2(std::abs(valueOf(slope[i]) - (phi + v * bell)) <= tolerance<T>(1), at);
                QVERIFY2(valueOf(alone[i]) == valueOf(y[i]), at);
                QVERIFY2(valueOf(gradient[i]) == 2 * valueOf(slope[i]), at);
                QVERIFY2(std::abs(sums[i] - 0.5 - 2 * valueOf(slope[i])) <= 1e-6, at);
            }
        });
    }

    void rowsAreNormalisedAndTheirGradientComesBack()
    {
        for (const int dim : {5, 16, 64, 192, 77})
            forAll([dim]<typename T>(const Kernels<T>& k, const char* set, T) {
                constexpr int Rows = 3;
                const std::size_t count = std::size_t(Rows * dim);
                const auto x = randomFloats(count, 1);
                const auto branch = asType<T>(randomFloats(count, 2));
                const auto weight = randomFloats(std::size_t(dim), 3);
                const auto bias = randomFloats(std::size_t(dim), 4);
                const auto out = asType<T>(randomFloats(count, 5));
                const std::vector<float> factors{1.0F, 0.0F, 2.0F};
                std::vector<float> sum(count), mean(Rows), inverse(Rows);
                std::vector<T> y(count);
                k.addLayerNorm(x.data(), branch.data(), factors.data(), weight.data(), bias.data(), 1e-5F,
                               dim, Rows, sum.data(), y.data(), mean.data(), inverse.data());
                const std::vector<float> before(count, 0.25F);
                std::vector<float> gradient(count, -8.0F), weightSums(std::size_t(dim), 0.0F),
                    biasSums(std::size_t(dim), 0.0F);
                k.layerNormBackward(out.data(), sum.data(), weight.data(), mean.data(), inverse.data(), dim,
                                    Rows, before.data(), gradient.data(), weightSums.data(), biasSums.data());
                Doubles sums, normed, back, weightBack(std::size_t(dim), 0.0),
                    biasBack(std::size_t(dim), 0.0);
                for (std::size_t r = 0; r < Rows; ++r) {
                    const std::size_t at = r * std::size_t(dim);
                    Doubles row;
                    double m = 0, v = 0;
                    for (std::size_t i = 0; i < std::size_t(dim); ++i)
                        row.push_back(double(x[at + i]) + double(factors[r]) * valueOf(branch[at + i]));
                    for (const double e : row)
                        m += e / dim;
                    for (const double e : row)
                        v += (e - m) * (e - m) / dim;
                    const double inv = 1 / std::sqrt(v + 1e-5);
                    double a = 0, b = 0;
                    for (std::size_t i = 0; i < std::size_t(dim); ++i) {
                        const double unit = (row[i] - m) * inv;
                        const double g = valueOf(out[at + i]);
                        a += g * weight[i] / dim;
                        b += g * weight[i] * unit / dim;
                        weightBack[i] += g * unit;
                        biasBack[i] += g;
                        sums.push_back(row[i]);
                        normed.push_back(unit * weight[i] + bias[i]);
                    }
                    for (std::size_t i = 0; i < std::size_t(dim); ++i)
                        back.push_back(0.25 +
                                       (valueOf(out[at + i]) * weight[i] - a - (row[i] - m) * inv * b) * inv);
                }
                QVERIFY2(largestGap(sum, sums) < 2e-6, set);
                QVERIFY2(largestGap(y, normed) < tolerance<T>(8), set);
                QVERIFY2(largestGap(gradient, back) < 2e-5, set);
                QVERIFY2(largestGap(weightSums, weightBack) < 2e-5, set);
                QVERIFY2(largestGap(biasSums, biasBack) < 2e-5, set);

                // The plain norm, of what was summed, gives the same.
                std::vector<T> again(count);
                k.layerNorm(sum.data(), weight.data(), bias.data(), 1e-5F, dim, Rows, again.data(),
                            mean.data(), inverse.data());
                QVERIFY2(largestGap(again, normed) < tolerance<T>(8), set);
            });
    }

    void sumsAndCastsAreExact()
    {
        forAll([]<typename T>(const Kernels<T>& k, const char* set, T) {
            constexpr int Dim = 37;
            constexpr int Rows = 4;
            std::vector<float> x(Dim * Rows);
            for (std::size_t i = 0; i < x.size(); ++i)
                x[i] = float(i % 13) - 6; // small whole numbers, which bf16 holds
            const std::vector<float> factors{1, 2, 0, -1};
            std::vector<T> y(x.size());
            std::vector<float> sums(Dim, 1.0F), again(Dim, 1.0F), added(x.size());
            k.castAndSum(x.data(), factors.data(), Dim, Rows, y.data(), sums.data());
            k.columnSums(y.data(), Dim, Rows, again.data());
            k.add(x.data(), y.data(), factors.data(), Dim, Rows, added.data());
            for (std::size_t c = 0; c < Dim; ++c) {
                float expected = 1;
                for (std::size_t r = 0; r < Rows; ++r) {
                    const float product = factors[r] * x[r * Dim + c];
                    expected += product;
                    QVERIFY2(valueOf(y[r * Dim + c]) == product, set);
                    QVERIFY2(added[r * Dim + c] == x[r * Dim + c] + factors[r] * product, set);
                }
                QVERIFY2(sums[c] == expected && again[c] == expected, set);
            }
            // The first row, twice, on those of a matrix with gaps.
            std::vector<T> onto = asType<T>(std::vector<float>(3 * Dim, 2.0F));
            k.addRows(y.data(), 0, Dim - 1, 2, onto.data(), Dim + 1);
            for (std::size_t i = 0; i < onto.size(); ++i) {
                const std::size_t c = i % (Dim + 1);
                const bool isAdded = i < 2 * (Dim + 1) && c < Dim - 1;
                QVERIFY2(valueOf(onto[i]) == (isAdded ? 2 + valueOf(y[c]) : 2), set);
            }
        });
    }

    void roundingToBf16IsToTheNearestEven()
    {
        for (int set = 0; set <= int(instructionSet()); ++set) {
            const auto& k = kernelsFor<Bf16>(InstructionSet(set));
            // Half-way cases, both ways; 33 of them, so that whole vectors and the rest are both walked.
            std::vector<std::uint32_t> words(33, 0x3F808000); // between 0x3F80 (even) and 0x3F81
            words[1] = words[32] = 0x3F818000;                // between 0x3F81 and 0x3F82 (even)
            words[2] = 0x3F808001;
            words[3] = 0x7F800000; // infinity stays
            words[4] = 0xFF7FFFFF; // the largest number rounds to infinity
            std::vector<float> x;
            for (const auto word : words)
                x.push_back(std::bit_cast<float>(word));
            std::vector<Bf16> y(x.size());
            std::vector<float> sums(x.size());
            k.castAndSum(x.data(), nullptr, int(x.size()), 1, y.data(), sums.data());
            QCOMPARE(int(y[0].bits), 0x3F80);
            QCOMPARE(int(y[1].bits), 0x3F82);
            QCOMPARE(int(y[32].bits), 0x3F82);
            QCOMPARE(int(y[2].bits), 0x3F81);
            QCOMPARE(int(y[3].bits), 0x7F80);
            QCOMPARE(int(y[4].bits), 0xFF80);
            const std::vector<float> bad(40, NAN);
            std::vector<Bf16> kept(bad.size());
            std::vector<float> unused(bad.size());
            k.castAndSum(bad.data(), nullptr, int(bad.size()), 1, kept.data(), unused.data());
            QVERIFY(std::isnan(valueOf(kept[0])) && std::isnan(valueOf(kept[39])));
        }
    }
};

SACCADE_SUITE(KernelsTest)
#include "kernels_test.moc"
