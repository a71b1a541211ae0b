// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/batches.h"
#include "core/data/random.h"
#include "core/data/shapes.h"
#include "tests/support/suite.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <vector>

using namespace saccade;

namespace {

constexpr int Classes = 10;
constexpr std::size_t Inputs = 3072;

/// Softmax regression on pixels, learned by stochastic gradient descent.
class LinearClassifier
{
public:
    void learn(const float* x, int label, float rate)
    {
        std::array<float, Classes> slope = scores(x);
        const float highest = *std::max_element(slope.begin(), slope.end());
        float sum = 0;
        for (float& value : slope)
            sum += value = std::exp(value - highest);
        for (int c = 0; c < Classes; ++c) {
            const float step = rate * (slope[std::size_t(c)] / sum - (c == label ? 1.0F : 0.0F));
            float* weights = &m_weights[std::size_t(c) * Inputs];
            for (std::size_t i = 0; i < Inputs; ++i)
                weights[i] -= step * x[i];
            m_biases[std::size_t(c)] -= step;
        }
    }

    int predict(const float* x) const
    {
        const std::array<float, Classes> all = scores(x);
        return int(std::max_element(all.begin(), all.end()) - all.begin());
    }

private:
    std::array<float, Classes> scores(const float* x) const
    {
        std::array<float, Classes> all = m_biases;
        for (std::size_t c = 0; c < Classes; ++c)
            for (std::size_t i = 0; i < Inputs; ++i)
                all[c] += m_weights[c * Inputs + i] * x[i];
        return all;
    }

    std::vector<float> m_weights = std::vector<float>(Classes * Inputs);
    std::array<float, Classes> m_biases{};
};

/// Learns the training pictures and returns the share of test pictures that it gets right.
double accuracyOfLinearClassifier(const Dataset& dataset)
{
    const auto picture = [&dataset](int row) {
        std::array<float, Inputs> x{};
        fillBatch(dataset, std::array{row}, dataset.normalisation, nullptr, 1, 0, x.data());
        return x;
    };
    LinearClassifier classifier;
    for (std::uint64_t epoch = 0; epoch < 4; ++epoch)
        for (const int row : permutation(dataset.trainCount, 1, epoch))
            classifier.learn(picture(row).data(), dataset.labels[std::size_t(row)],
                             0.0005F / float(1 + epoch));
    int right = 0;
    for (int index = 0; index < dataset.testCount; ++index) {
        const int row = dataset.trainCount + index;
        right += classifier.predict(picture(row).data()) == dataset.labels[std::size_t(row)] ? 1 : 0;
    }
    return double(right) / dataset.testCount;
}

} // namespace

/// The data set must ask for more than colours at places, or attention would have nothing to find.
class ShapesDifficultyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLinearClassifierOnPixelsIsNotMuchBetterThanChance()
    {
        const double accuracy = accuracyOfLinearClassifier(*makeShapes(1, 2000, 1000));
        QVERIFY2(accuracy < 0.2, qPrintable(QString::number(accuracy)));
    }

    // The same classifier finds what a linear one can find: three rows that are lighter in each class.
    void theSameClassifierLearnsPicturesThatPlaceTellsApart()
    {
        Dataset dataset = *makeShapes(1, 2000, 1000);
        std::vector<std::uint8_t> pixels = *dataset.pixels;
        for (std::size_t row = 0; row < dataset.labels.size(); ++row)
            for (std::size_t channel = 0; channel < 3; ++channel)
                for (std::size_t i = 0; i < 96; ++i) {
                    std::uint8_t& value =
                        pixels[row * Inputs + channel * 1024 + dataset.labels[row] * 96U + i];
                    value = std::uint8_t(std::min(255, value + 60));
                }
        dataset.pixels = std::make_shared<const std::vector<std::uint8_t>>(std::move(pixels));
        const double accuracy = accuracyOfLinearClassifier(dataset);
        QVERIFY2(accuracy > 0.7, qPrintable(QString::number(accuracy)));
    }
};

SACCADE_SUITE(ShapesDifficultyTest)
#include "shapes_difficulty_test.moc"
