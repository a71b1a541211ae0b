// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/pointing.h"
#include "core/explain/ranking.h"
#include "core/values/error.h"
#include "tests/support/one_cell_network.h"
#include "tests/support/suite.h"

#include <algorithm>
#include <cmath>

using namespace saccade;
using namespace saccade::test;

namespace {

constexpr int Side = 16;

MethodMap mapOf(int side, std::vector<float> values)
{
    MethodMap map;
    map.rows = side;
    map.columns = side;
    map.values = std::move(values);
    return map;
}

using Mask = std::vector<std::uint8_t>;

/// 2 × 2 pixels from (x, y) on.
Mask square(int x, int y)
{
    Mask mask(std::size_t(Side) * Side, 0);
    for (int i = 0; i < 4; ++i)
        mask[std::size_t((y + i / 2) * Side + x + i % 2)] = 1;
    return mask;
}

/// Test pictures of class 0, all whiteCell(2, 3), with these masks.
Dataset whiteCells(const std::vector<Mask>& masks)
{
    Dataset data;
    data.name = "Test";
    data.width = data.height = Side;
    data.testCount = int(masks.size());
    data.classNames = infoFor(smallCnn()).classNames;
    data.labels.assign(masks.size(), 0);
    const Image picture = whiteCell(2, 3);
    std::vector<std::uint8_t> pixels;
    std::vector<std::uint8_t> bits;
    for (const Mask& mask : masks) {
        for (std::size_t channel = 0; channel < 3; ++channel)
            for (std::size_t i = 0; i < std::size_t(Side) * Side; ++i)
                pixels.push_back(picture.rgb[3 * i + channel]);
        bits.insert(bits.end(), mask.begin(), mask.end());
    }
    data.pixels = std::make_shared<const std::vector<std::uint8_t>>(std::move(pixels));
    data.masks = std::make_shared<const std::vector<std::uint8_t>>(std::move(bits));
    return data;
}

const Mask OnTheCell = square(6, 4); // cell (2, 3)
const Mask InTheMiddle = square(7, 7);
const Mask Elsewhere = square(0, 14);

PointingGame gameOf(const ModelPtr& model, const Dataset& data, const PointingRequest& request)
{
    RunControl control;
    return pointingGame(model, data, request, control);
}

const PointingRow& rowNamed(const PointingGame& game, const std::string& method)
{
    const auto found = std::ranges::find(game.rows, method, &PointingRow::method);
    if (found == game.rows.end())
        qFatal("no row %s", method.c_str());
    return *found;
}

bool near(double a, double b)
{
    return std::abs(a - b) < 5e-5;
}

QString refusal(const ModelPtr& model, const Dataset& data, const PointingRequest& request)
{
    try {
        gameOf(model, data, request);
    } catch (const Error& error) {
        return (error.kind() == Error::Kind::Usage ? "usage: " : "input: ") + QString(error.what());
    }
    return "none";
}

} // namespace

class PointingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMapHitsWhereItsHighestPixelLiesOnTheObject()
    {
        std::vector<float> values(16, 0);
        values[6] = 1; // row 1, column 2: pixels 8 to 11 of rows 4 to 7, its middle between 9 and 10, 5 and 6
        const MethodMap map = mapOf(4, values);
        for (int y = 0; y < Side; ++y)
            for (int x = 0; x < Side; ++x) {
                Mask mask(std::size_t(Side) * Side, 0);
                mask[std::size_t(y * Side + x)] = 1;
                QCOMPARE(pointed(map, mask, Side).hit, x == 9 && y == 5); // of four equal ones the first
            }
        values[7] = 0.9F; // a high neighbour draws the place to its side
        Mask mask(std::size_t(Side) * Side, 0);
        mask[5 * Side + 10] = 1;
        QVERIFY(pointed(mapOf(4, values), mask, Side).hit);
    }

    void anEvenMapPointsNowhere()
    {
        const Mask everywhere(std::size_t(Side) * Side, 1);
        QVERIFY(!pointed(mapOf(4, std::vector<float>(16, 0.5F)), everywhere, Side).hit);
        QCOMPARE(pointed(mapOf(4, std::vector<float>(16, 0.5F)), everywhere, Side).massInside, 1.0);
        QCOMPARE(pointed(mapOf(4, std::vector<float>(16, -0.5F)), everywhere, Side).massInside, 0.0);
    }

    void theMassIsThatOfWhatIsAboveZero()
    {
        const MethodMap map = mapOf(2, {1, -5, 3, 0});
        Mask mask(16, 0); // 4 × 4
        mask[0] = mask[1] = mask[4] = mask[5] = 1;
        QCOMPARE(pointed(map, mask, 4).massInside, 0.25);
        mask[2] = mask[3] = 1; // below 0 is no mass
        QCOMPARE(pointed(map, mask, 4).massInside, 0.25);
        mask[8] = mask[9] = 1; // half of the patch of 3
        QCOMPARE(pointed(map, mask, 4).massInside, (4 * 1.0 + 2 * 3.0) / 16);
    }

    void ranksCorrelateAsSpearmanSays()
    {
        QCOMPARE(ranks(std::vector<float>{5, 1, 5, 9}), (std::vector<double>{2.5, 1, 2.5, 4}));
        const std::vector<float> rising{1, 2, 30, 400};
        QCOMPARE(rankCorrelation(rising, std::vector<float>{0, 5, 6, 7}).value(), 1.0);
        QCOMPARE(rankCorrelation(rising, std::vector<float>{3, 2, 1, -9}).value(), -1.0);
        QVERIFY(near(*rankCorrelation(std::vector<float>{1, 2, 2, 3}, std::vector<float>{1, 3, 2, 4}),
                     4.5 / std::sqrt(4.5 * 5)));
        QVERIFY(!rankCorrelation(rising, std::vector<float>(4, 2)));
    }

    void hitsAreCountedOverThePictures()
    {
        const Dataset data = whiteCells({OnTheCell, Elsewhere, OnTheCell, InTheMiddle, OnTheCell});
        PointingRequest request;
        request.count = 4; // the last does not count
        request.methods = {"occlusion"};
        const PointingGame game = gameOf(oneCellModel(2, 3), data, request);
        QCOMPARE(game.pictures, 4);
        QCOMPARE(game.objectShare, 4.0 / 256);
        const PointingRow& occlusion = rowNamed(game, "occlusion");
        QCOMPARE(occlusion.score.hitRate, 0.5);
        QVERIFY(near(occlusion.score.massInside, 0.5));
        QVERIFY(!occlusion.isBaseline && !occlusion.randomised && !occlusion.rankCorrelation);
        QCOMPARE(rowNamed(game, "centre").score.hitRate, 0.25);
        QCOMPARE(rowNamed(game, "edges").score.hitRate, 0.0); // the chequer has the stronger ones
        QCOMPARE(int(game.rows.size()), 4);
        for (const char* name : {"random", "centre", "edges"})
            QVERIFY(rowNamed(game, name).isBaseline);
    }

    void aMapIsOfTheTrueClass()
    {
        // Hiding the white cell takes from class 0 and gives to the others.
        Dataset data = whiteCells({OnTheCell});
        data.labels = {1};
        PointingRequest request;
        request.count = 1;
        request.methods = {"occlusion"};
        const PointingGame game = gameOf(oneCellModel(2, 3), data, request);
        QCOMPARE(rowNamed(game, "occlusion").score.hitRate, 0.0);
        QVERIFY(rowNamed(game, "occlusion").score.massInside < 1e-3);
    }

    void theSameWeightsGiveTheSameMapsAndOthersDoNot()
    {
        const ModelSpec spec = smallSpec();
        ModelInfo info = infoFor(spec);
        const RandomScope random(5);
        const auto model = std::make_shared<TorchModel>(info, makeNetwork(spec));
        const Dataset data = whiteCells({OnTheCell, Elsewhere});
        PointingRequest request;
        request.count = 2;
        request.methods = {"attention", "relevance", "occlusion", "gradient", "contrast"};
        request.weightsSeed = 5;
        for (const PointingRow& row : gameOf(model, data, request).rows) {
            QCOMPARE(row.randomised.has_value(), !row.isBaseline);
            if (row.isBaseline)
                continue;
            QVERIFY2(near(row.rankCorrelation.value(), 1), row.method.c_str());
            QCOMPARE(row.randomised->hitRate, row.score.hitRate);
        }
        request.weightsSeed = 6;
        const PointingGame other = gameOf(model, data, request);
        for (const PointingRow& row : other.rows)
            QVERIFY2(row.isBaseline || std::abs(row.rankCorrelation.value()) < 0.999, row.method.c_str());
        QCOMPARE(rowNamed(gameOf(model, data, request), "relevance").rankCorrelation.value(),
                 rowNamed(other, "relevance").rankCorrelation.value());
    }

    void aCnnHasNoAttentionToPointWith()
    {
        PointingRequest request;
        request.count = 1;
        request.weightsSeed = 1;
        const PointingGame game = gameOf(livelyModel(smallCnn(), 1), whiteCells({OnTheCell}), request);
        QCOMPARE(game.rows.size(), methods().size() + 3);
        for (const MethodInfo& method : methods()) {
            const PointingRow& row = rowNamed(game, method.name);
            QCOMPARE(QString::fromStdString(row.refusal).contains("no attention"), method.needsAttention);
            QCOMPARE(row.randomised.has_value(), !method.needsAttention);
        }
    }

    void whatDoesNotFitIsRefusedWithASentence()
    {
        const ModelPtr model = oneCellModel(2, 3);
        Dataset data = whiteCells({OnTheCell});
        QVERIFY(refusal(model, data, {.count = 2}).startsWith("usage: --count: expected 1 to 1"));
        QVERIFY(refusal(model, data, {.count = 0}).startsWith("usage: --count"));
        QVERIFY(refusal(model, data, {.count = 1, .methods = {"looks"}}).startsWith("usage: --method"));
        Dataset others = data;
        others.classNames.back() = "another";
        QVERIFY(refusal(model, others, {.count = 1}).contains("the classes of Test"));
        Dataset bare = data;
        bare.masks = nullptr;
        QVERIFY(refusal(model, bare, {.count = 1}).contains("without masks"));
        ModelSpec large = smallCnn();
        large.imageSize = 32;
        QVERIFY(refusal(livelyModel(large, 1), data, {.count = 1}).contains("32 pixels"));
    }

    void itStopsWhenAsked()
    {
        RunControl control;
        int calls = 0;
        const auto stopSoon = [&](double share, const std::string&) {
            QCOMPARE(share, calls / 4.0);
            if (++calls == 2)
                control.stop();
        };
        const Dataset data = whiteCells({OnTheCell, OnTheCell, OnTheCell, OnTheCell});
        QVERIFY_EXCEPTION_THROWN(
            pointingGame(oneCellModel(2, 3), data, {.count = 4, .methods = {"gradient"}}, control, stopSoon),
            Error);
        QCOMPARE(calls, 2);
    }
};

SACCADE_SUITE(PointingTest)
#include "pointing_test.moc"
