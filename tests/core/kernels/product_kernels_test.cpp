// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/kernels/all_kernels.h"
#include "tests/support/suite.h"

#include <algorithm>

using namespace saccade;
using namespace saccade::kernels;
using namespace saccade::test;

namespace {

/// Calls check as forAll() does, for the sets that have products of their own.
template <typename Check>
void forProducts(Check&& check)
{
    forAll([&check]<typename T>(const Kernels<T>& k, const char* set, T type) {
        if (k.timesPanels)
            check(k, set, type);
    });
}

QByteArray at(const char* set, std::initializer_list<int> sizes)
{
    QByteArray text = set;
    for (const int size : sizes)
        text += ' ' + QByteArray::number(size);
    return text;
}

/// Attention of the first token alone from its definition: one picture, one head.
struct OneHead
{
    Doubles probabilities, mean;

    template <typename T>
    OneHead(const T* x, const T* asked, int tokens, int dim, double scale)
        : probabilities(std::size_t(tokens), 0.0)
        , mean(std::size_t(dim), 0.0)
    {
        double sum = 0;
        for (int n = 0; n < tokens; ++n) {
            double score = 0;
            for (int i = 0; i < dim; ++i)
                score += double(valueOf(asked[i])) * valueOf(x[n * dim + i]);
            sum += probabilities[std::size_t(n)] = std::exp(score * scale);
        }
        for (int n = 0; n < tokens; ++n) {
            probabilities[std::size_t(n)] /= sum;
            for (int i = 0; i < dim; ++i)
                mean[std::size_t(i)] += probabilities[std::size_t(n)] * valueOf(x[n * dim + i]);
        }
    }
};

} // namespace

class ProductKernelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWideSetHasThem()
    {
        for (int set = int(InstructionSet::Avx2); set <= int(instructionSet()); ++set)
            QVERIFY(kernelsFor<float>(InstructionSet(set)).timesPanels);
        if (instructionSet() == InstructionSet::Avx512Bf16)
            QVERIFY(kernelsFor<Bf16>(InstructionSet::Avx512Bf16).timesPanels);
        QVERIFY(!kernelsFor<float>(InstructionSet::Portable).timesPanels);
    }

    void rowsTimesAMatrixAreTheSumsOfTheDefinition()
    {
        struct Case
        {
            int rows, depth, columns;
        };
        for (const Case& c : {Case{1, 16, 16},
                              {7, 32, 48},
                              {66, 48, 80},
                              {150, 16, 144},
                              {13, 208, 64},
                              {1, 128, 160},
                              {65, 160, 128},
                              {1031, 224, 352}})
            for (const bool isTurned : {false, true})
                forProducts([&]<typename T>(const Kernels<T>& k, const char* set, T) {
                    constexpr int XGap = 6; // numbers between rows that belong to nobody
                    constexpr int YGap = 4;
                    const auto x = asType<T>(randomFloats(std::size_t(c.rows * (c.depth + XGap)), 1));
                    const auto exactWeight = asType<T>(randomFloats(std::size_t(c.depth * c.columns), 2));
                    std::vector<float> weight;
                    for (const T w : exactWeight)
                        weight.push_back(valueOf(w));
                    const auto bias = randomFloats(std::size_t(c.columns), 3);
                    const std::int64_t down = isTurned ? 1 : c.columns;
                    const std::int64_t right = isTurned ? c.depth : 1;
                    const auto sizes = k.panelSizes(c.depth, c.columns);
                    std::vector<T> panels(std::size_t(sizes.numbers));
                    for (int panel = 0; panel < sizes.count; ++panel)
                        k.panels(weight.data(), down, right, c.depth, c.columns, panel, panel + 1,
                                 panels.data());
                    for (const bool isBiased : {true, false}) {
                        const auto untouched = asType<T>({-8.0F})[0];
                        std::vector<T> y(std::size_t(c.rows * (c.columns + YGap)), untouched);
                        Doubles expected(y.size(), -8.0);
                        k.timesPanels(x.data(), c.depth + XGap, c.depth, panels.data(),
                                      isBiased ? bias.data() : nullptr, c.columns, c.rows, y.data(),
                                      c.columns + YGap);
                        for (int r = 0; r < c.rows; ++r)
                            for (int n = 0; n < c.columns; ++n) {
                                double sum = isBiased ? bias[std::size_t(n)] : 0;
                                for (int i = 0; i < c.depth; ++i)
                                    sum += double(valueOf(x[std::size_t(r * (c.depth + XGap) + i)])) *
                                           weight[std::size_t(i * down + n * right)];
                                expected[std::size_t(r * (c.columns + YGap) + n)] = sum;
                            }
                        const double gap = largestGap(y, expected);
                        QVERIFY2(gap < tolerance<T>(60),
                                 at(set, {c.rows, c.depth, c.columns}) + " gap " + QByteArray::number(gap));
                    }
                });
    }

    void aWeightsGradientIsASumOverRows()
    {
        struct Case
        {
            int rows, outputs, inputs;
        };
        for (const Case& c : {Case{1, 16, 16},
                              {2, 48, 64},
                              {9, 64, 16},
                              {130, 112, 80},
                              {77, 16, 208},
                              {256, 160, 128},
                              {389, 224, 224},
                              {301, 128, 352}})
            forProducts([&]<typename T>(const Kernels<T>& k, const char* set, T) {
                constexpr int Gap = 2;
                const auto x = asType<T>(randomFloats(std::size_t(c.rows * (c.outputs + Gap)), 4));
                const auto y = asType<T>(randomFloats(std::size_t(c.rows * c.inputs), 5));
                std::vector<T> scratch(std::size_t(
                    saccade::kernels::outerProductScratch(c.rows, std::min(c.outputs, c.inputs))));
                std::vector<float> sums(std::size_t(c.outputs * c.inputs), NAN);
                Doubles expected(sums.size(), 0.0);
                for (const bool areFirst : {true, false})
                    k.addOuterProducts(x.data(), c.outputs + Gap, c.outputs, y.data(), c.inputs, c.inputs,
                                       c.rows, scratch.data(), areFirst, sums.data());
                for (int r = 0; r < c.rows; ++r)
                    for (int o = 0; o < c.outputs; ++o)
                        for (int i = 0; i < c.inputs; ++i)
                            expected[std::size_t(o * c.inputs + i)] +=
                                2 * double(valueOf(x[std::size_t(r * (c.outputs + Gap) + o)])) *
                                valueOf(y[std::size_t(r * c.inputs + i)]);
                const double gap = largestGap(sums, expected); // sums are fp32, whatever is multiplied
                QVERIFY2(gap < 1e-4 + 1e-6 * c.rows,
                         at(set, {c.rows, c.outputs, c.inputs}) + " gap " + QByteArray::number(gap));
            });
    }

    void ofOneTokenAttentionNeedsNoKeysAndValues()
    {
        struct Case
        {
            int tokens, heads, headDim;
        };
        for (const Case& c : {Case{65, 3, 64}, {17, 2, 8}, {2, 1, 16}, {64, 5, 16}})
            forAll([&c]<typename T>(const Kernels<T>& k, const char* set, T) {
                constexpr int Pictures = 3;
                const int dim = c.heads * c.headDim;
                const AttentionShape shape{c.tokens, 1, c.heads, c.headDim, 0.2F};
                const auto x = asType<T>(randomFloats(std::size_t(Pictures * c.tokens * dim), 6));
                const auto asked = asType<T>(randomFloats(std::size_t(Pictures * c.heads * dim), 7, 0.5F));
                const auto given = asType<T>(randomFloats(asked.size(), 8));
                std::vector<T> maps(std::size_t(Pictures * c.heads * c.tokens)), means(asked.size());
                std::vector<float> scratch(std::size_t(attentionOfOneScratch(shape)));
                k.attentionOfOne(shape, x.data(), asked.data(), 0, 2, maps.data(), means.data(),
                                 scratch.data());
                k.attentionOfOne(shape, x.data(), asked.data(), 2, Pictures, maps.data(), means.data(),
                                 scratch.data());

                Doubles expectedMaps, expectedMeans, ofX(x.size(), 0.0), ofAsked(asked.size(), 0.0);
                for (int picture = 0; picture < Pictures; ++picture)
                    for (int head = 0; head < c.heads; ++head) {
                        const T* const tokens = &x[std::size_t(picture * c.tokens * dim)];
                        const std::size_t row = std::size_t((picture * c.heads + head) * dim);
                        const OneHead one(tokens, &asked[row], c.tokens, dim, double(shape.scale));
                        expectedMaps.insert(expectedMaps.end(), one.probabilities.begin(),
                                            one.probabilities.end());
                        expectedMeans.insert(expectedMeans.end(), one.mean.begin(), one.mean.end());
                        // The chain rule, with the probabilities as they were kept.
                        Doubles byMean(std::size_t(c.tokens), 0.0);
                        double middle = 0;
                        const T* const p = &maps[std::size_t((picture * c.heads + head) * c.tokens)];
                        for (int n = 0; n < c.tokens; ++n) {
                            for (int i = 0; i < dim; ++i)
                                byMean[std::size_t(n)] += double(valueOf(given[row + std::size_t(i)])) *
                                                          valueOf(tokens[n * dim + i]);
                            middle += valueOf(p[n]) * byMean[std::size_t(n)];
                        }
                        for (int n = 0; n < c.tokens; ++n) {
                            const double score =
                                valueOf(p[n]) * (byMean[std::size_t(n)] - middle) * double(shape.scale);
                            for (int i = 0; i < dim; ++i) {
                                const std::size_t place = row + std::size_t(i);
                                ofX[std::size_t((picture * c.tokens + n) * dim + i)] +=
                                    valueOf(p[n]) * valueOf(given[place]) + score * valueOf(asked[place]);
                                ofAsked[place] += score * valueOf(tokens[n * dim + i]);
                            }
                        }
                    }
                std::vector<T> xGradient(x.size()), askedGradient(asked.size());
                k.attentionOfOneBackward(shape, x.data(), asked.data(), maps.data(), given.data(), 0,
                                         Pictures, xGradient.data(), askedGradient.data(), scratch.data());
                const QByteArray where = at(set, {c.tokens, c.heads, c.headDim});
                QVERIFY2(largestGap(maps, expectedMaps) < tolerance<T>(1), where);
                QVERIFY2(largestGap(means, expectedMeans) < tolerance<T>(2), where);
                QVERIFY2(largestGap(xGradient, ofX) < tolerance<T>(8), where);
                QVERIFY2(largestGap(askedGradient, ofAsked) < tolerance<T>(20), where);
            });
    }
};

SACCADE_SUITE(ProductKernelsTest)
#include "product_kernels_test.moc"
