// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/baseline_maps.h"
#include "core/explain/bilinear.h"
#include "core/explain/explain.h"
#include "core/explain/ranked_curves.h"
#include "core/explain/ranking.h"
#include "core/explain/scoreboard.h"
#include "core/explain/single_map.h"
#include "core/values/error.h"
#include "tests/support/one_cell_network.h"
#include "tests/support/suite.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

using namespace saccade;
using namespace saccade::test;

namespace {

constexpr int Row = 2;
constexpr int Column = 3;
constexpr int Cell = Row * 8 + Column; ///< what oneCellModel() reads
constexpr int Cells = 64;

/// Of class 0 while the white cell is there: its normalised colours add up to 3 + 2 + 4/3.
const double Present = std::exp(19.0 / 3) / (std::exp(19.0 / 3) + 2);
/// Without it all three logits are 0.
constexpr double Absent = 1.0 / 3;

Scoreboard boardOf(const ModelPtr& model, const Image& picture, std::optional<int> classIndex = {})
{
    RunControl control;
    return scoreboard(model, picture, classIndex, control);
}

const ScoreRow& rowNamed(const Scoreboard& board, const std::string& method)
{
    const auto found = std::ranges::find(board.rows, method, &ScoreRow::method);
    if (found == board.rows.end())
        qFatal("no row %s", method.c_str());
    return *found;
}

/// The curve of an order that comes to the white cell behind `place` others.
double deletionArea(int place)
{
    return (place * Present + (Present + Absent) / 2 + (Cells - 1 - place) * Absent) / Cells;
}

double insertionArea(int place, double blurred)
{
    return (place * blurred + (blurred + Present) / 2 + (Cells - 1 - place) * Present) / Cells;
}

int placeIn(const std::vector<int>& order)
{
    return int(std::ranges::find(order, Cell) - order.begin());
}

bool near(double a, double b)
{
    return std::abs(a - b) < 5e-5;
}

} // namespace

class ScoreboardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAreaIsThatOfTrapezoidsOverAWidthOfOne()
    {
        QCOMPARE(areaUnder(std::vector<float>{1, 0.5F, 0}), 0.5);
        QCOMPARE(areaUnder(std::vector<float>{1, 0, 0, 0, 0}), 0.125);
        QCOMPARE(areaUnder(std::vector<float>{0.25F, 0.25F}), 0.25);
    }

    void equalValuesAreRankedInTheirOrder()
    {
        QCOMPARE(descending(std::vector<float>{1, 2, 2, -3, 2}), (std::vector<int>{1, 2, 4, 0, 3}));
        QCOMPARE(descending(std::vector<float>(5, 7)), (std::vector<int>{0, 1, 2, 3, 4}));
    }

    void aCoarserMapIsReadBetweenItsCells()
    {
        const std::vector<float> map{0, 4, 8, 12};
        QCOMPARE(bilinear(map, 2, 2, 2, 2), map);
        QCOMPARE(bilinear(map, 2, 2, 4, 4),
                 (std::vector<float>{0, 1, 3, 4, 2, 3, 5, 6, 6, 7, 9, 10, 8, 9, 11, 12}));
        QCOMPARE(bilinear(std::vector<float>(4, 0.3F), 2, 2, 5, 5), std::vector<float>(25, 0.3F));
    }

    void ordersOfChanceHaveEveryPatchOnceAndStayWhatTheyAre()
    {
        std::set<std::vector<int>> orders;
        for (std::uint64_t number = 0; number < 8; ++number) {
            std::vector<int> order = randomOrder(4, number);
            QCOMPARE(order, randomOrder(4, number));
            QCOMPARE(descending(randomMap(4, number).values), order);
            orders.insert(order);
            std::ranges::sort(order);
            std::vector<int> all(16);
            std::iota(all.begin(), all.end(), 0);
            QCOMPARE(order, all);
        }
        QCOMPARE(int(orders.size()), 8);
    }

    void edgesAreWhereTheBrightnessChanges()
    {
        Image picture(8, 8); // black, its right half white: one edge between columns 3 and 4
        for (int y = 0; y < 8; ++y)
            for (int x = 4; x < 8; ++x)
                picture.setPixel(x, y, {255, 255, 255});
        const MethodMap map = edgeMap(picture, 4);
        for (int i = 0; i < 16; ++i) {
            // Sobel gives 4 · 255 on either side of the edge: half of the pixels of the middle columns'
            // cells.
            const double expected = i % 4 == 1 || i % 4 == 2 ? 2 * 255.0 : 0.0;
            QVERIFY(std::abs(map.values[std::size_t(i)] - expected) < 1e-3);
        }
    }

    void theSoonerAnOrderComesToThePatchThatCountsTheBetter()
    {
        const RankedCurves curves(oneCellModel(Row, Column), whiteCell(Row, Column), 0);
        QCOMPARE(curves.cells(), 8);
        QVERIFY(near(curves.probabilities()[0], Present));
        std::vector<int> order;
        for (int i = 0; i < Cells; ++i)
            if (i != Cell)
                order.push_back(i);
        for (const int place : {0, 1, 2, 31, 62, 63}) {
            std::vector<int> tried = order;
            tried.insert(tried.begin() + place, Cell);
            const RankedCurve deletion = curves.deletion(tried);
            const RankedCurve insertion = curves.insertion(tried);
            QCOMPARE(int(deletion.probabilities.size()), Cells + 1);
            QCOMPARE(int(insertion.probabilities.size()), Cells + 1);
            const double blurred = insertion.probabilities[0];
            QVERIFY(blurred > Absent + 0.05 && blurred < Present - 0.2); // in part there, from the start
            for (int step = 0; step <= Cells; ++step) {
                QVERIFY(near(deletion.probabilities[std::size_t(step)], step <= place ? Present : Absent));
                QVERIFY(near(insertion.probabilities[std::size_t(step)], step <= place ? blurred : Present));
            }
            QVERIFY(near(deletion.area, deletionArea(place)));
            QVERIFY(near(insertion.area, insertionArea(place, blurred)));
        }
        QVERIFY(deletionArea(0) < deletionArea(1) && insertionArea(0, 0.5) > insertionArea(1, 0.5));
    }

    void curvesOfMoreStepsThanGoIntoOneBatchAreWhole()
    {
        ModelSpec spec = smallSpec();
        spec.imageSize = 32;
        spec.patchSize = 2; // 256 patches
        const ModelPtr model = livelyModel(spec, 1);
        const Image picture = noise(32, 1);
        const RankedCurves curves(model, picture, 1);
        const std::vector<int> order = randomOrder(16, 3);
        const RankedCurve deletion = curves.deletion(order);
        QCOMPARE(int(deletion.probabilities.size()), 257);
        for (const int step : {0, 1, 64, 65, 128, 129, 255, 256}) {
            auto shown = pictureTensor(picture, model->info());
            for (int i = 0; i < step; ++i)
                shown.narrow(2, order[std::size_t(i)] / 16 * 2, 2)
                    .narrow(3, order[std::size_t(i)] % 16 * 2, 2)
                    .zero_();
            const auto expected = at::softmax(torchModel(model).logits(shown), -1)[0][1].item<double>();
            QVERIFY(near(deletion.probabilities[std::size_t(step)], expected));
        }
    }

    void everyRowsCurvesFollowItsMap()
    {
        const Scoreboard board = boardOf(oneCellModel(Row, Column), whiteCell(Row, Column));
        QCOMPARE(board.classIndex, 0);
        int measured = 0;
        for (const ScoreRow& row : board.rows) {
            if (!row.refusal.empty() || row.method == "random")
                continue;
            ++measured;
            const int place = placeIn(descending(row.map.values));
            QVERIFY2(near(row.deletion.area, deletionArea(place)), row.method.c_str());
            QVERIFY2(near(row.insertion.area, insertionArea(place, row.insertion.probabilities[0])),
                     row.method.c_str());
            QVERIFY2(row.method == "edges" ? place > 0 : place == 0, row.method.c_str());
        }
        QCOMPARE(measured, 5);
    }

    void methodsThatFindThePatchThatCountsStandBeforeTheBaselines()
    {
        const Scoreboard board = boardOf(oneCellModel(Row, Column), whiteCell(Row, Column));
        QStringList order;
        for (const ScoreRow& row : board.rows)
            order << QString::fromStdString(row.method);
        // The four are equally right, and so stay in the order of a menu.
        QCOMPARE(order.mid(0, 4), (QStringList{"grad-cam", "occlusion", "gradient", "integrated-gradients"}));
        QVERIFY(order.mid(4, 2).contains("random") && order.mid(4, 2).contains("edges"));
        for (const ScoreRow& row : board.rows)
            QCOMPARE(row.isBaseline, row.method == "random" || row.method == "edges");
    }

    void chanceIsTheMeanOfSeveralOrders()
    {
        const Scoreboard board = boardOf(oneCellModel(Row, Column), whiteCell(Row, Column));
        double expected = 0;
        for (int i = 0; i < RandomOrders; ++i)
            expected += deletionArea(placeIn(randomOrder(8, std::uint64_t(i)))) / RandomOrders;
        QVERIFY(near(rowNamed(board, "random").deletion.area, expected));
    }

    void aCnnHasNoAttentionToScoreAndTheRowsSaySo()
    {
        const Scoreboard board = boardOf(livelyModel(smallCnn(), 2), noise(16, 2));
        QCOMPARE(board.rows.size(), methods().size() + 2);
        QStringList refused;
        for (const ScoreRow& row : board.rows) {
            if (row.refusal.empty()) {
                QVERIFY(refused.isEmpty()); // refused ones stand last
                QCOMPARE(int(row.deletion.probabilities.size()), Cells + 1);
            } else {
                QVERIFY(QString::fromStdString(row.refusal).contains("no attention"));
                QVERIFY(row.deletion.probabilities.empty() && row.map.values.empty());
                refused << QString::fromStdString(row.method);
            }
        }
        QStringList expected;
        for (const MethodInfo& method : methods())
            if (method.needsAttention)
                expected << method.name;
        QCOMPARE(refused, expected);
    }

    void aTransformerHasARowForEveryMethod()
    {
        const ModelPtr model = livelyModel(smallSpec(), 3);
        const Image picture = noise(16, 3);
        const Explanation known = explain(model, picture);
        const Scoreboard board = boardOf(model, picture);
        QCOMPARE(board.classIndex, known.predicted());
        QCOMPARE(board.rows.size(), methods().size() + 2);
        const float probability = known.probabilities[std::size_t(board.classIndex)];
        for (std::size_t i = 0; i < board.rows.size(); ++i) {
            const ScoreRow& row = board.rows[i];
            QVERIFY(row.refusal.empty() && !row.map.words.empty());
            QCOMPARE(row.map.classIndex, board.classIndex);
            QCOMPARE(int(row.map.values.size()), 16);
            QCOMPARE(int(row.deletion.probabilities.size()), 17);
            QVERIFY(near(row.deletion.probabilities.front(), probability));
            QVERIFY(near(row.insertion.probabilities.back(), probability));
            QVERIFY(i == 0 || board.rows[i - 1].score() >= row.score());
        }
        const int other = *rowNamed(board, "contrast").map.against;
        QVERIFY(other != board.classIndex);
        for (int c = 0; c < 3; ++c)
            QVERIFY(c == board.classIndex ||
                    known.probabilities[std::size_t(c)] <= known.probabilities[std::size_t(other)]);
        const MethodMap& attention = rowNamed(board, "attention").map;
        for (std::size_t patch = 0; patch < 16; ++patch) {
            const double mean = (double(known.attention.patches(1, 0, 0)[patch]) +
                                 double(known.attention.patches(1, 1, 0)[patch])) /
                                2;
            QVERIFY(near(attention.values[patch], mean));
        }
        QCOMPARE(attention.layer.value(), 1);
        QVERIFY(!attention.head);
    }

    void theClassAskedForIsScored()
    {
        const ModelPtr model = livelyModel(smallSpec(), 3);
        const Explanation known = explain(model, noise(16, 3));
        for (const int c : {0, 1, 2}) {
            const Scoreboard board = boardOf(model, noise(16, 3), c);
            QCOMPARE(board.classIndex, c);
            QVERIFY(
                near(board.rows.front().deletion.probabilities.front(), known.probabilities[std::size_t(c)]));
        }
        for (const int c : {-1, 3}) {
            try {
                boardOf(model, noise(16, 3), c);
                QFAIL("it was taken");
            } catch (const Error& error) {
                QVERIFY(error.kind() == Error::Kind::Usage);
            }
        }
    }

    void itIsTheSameEveryTime()
    {
        const ModelPtr model = livelyModel(smallSpec(), 4);
        const Scoreboard one = boardOf(model, noise(16, 4));
        const Scoreboard other = boardOf(model, noise(16, 4));
        for (std::size_t i = 0; i < one.rows.size(); ++i) {
            QCOMPARE(one.rows[i].method, other.rows[i].method);
            QCOMPARE(one.rows[i].map.values, other.rows[i].map.values);
            QCOMPARE(one.rows[i].deletion.probabilities, other.rows[i].deletion.probabilities);
            QCOMPARE(one.rows[i].insertion.probabilities, other.rows[i].insertion.probabilities);
        }
    }

    void itSaysHowFarItIsAndStopsWhenAsked()
    {
        const ModelPtr model = livelyModel(smallSpec(), 5);
        RunControl control;
        std::vector<double> shares;
        const auto listen = [&shares](double share, const std::string& what) {
            shares.push_back(share);
            QVERIFY(!what.empty());
        };
        scoreboard(model, noise(16, 5), {}, control, listen);
        QVERIFY(std::ranges::is_sorted(shares));
        QCOMPARE(shares.front(), 0.0);
        QCOMPARE(shares.back(), 1.0);
        QVERIFY(shares.size() > methods().size());

        int calls = 0;
        const auto stopSoon = [&](double, const std::string&) {
            if (++calls == 3)
                control.stop();
        };
        QVERIFY_EXCEPTION_THROWN(scoreboard(model, noise(16, 5), {}, control, stopSoon), Error);
        QCOMPARE(calls, 3);
    }
};

SACCADE_SUITE(ScoreboardTest)
#include "scoreboard_test.moc"
