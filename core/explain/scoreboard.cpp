// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/scoreboard.h"

#include "core/explain/baseline_maps.h"
#include "core/explain/bilinear.h"
#include "core/explain/ranked_curves.h"
#include "core/explain/ranking.h"
#include "core/explain/single_map.h"
#include "core/values/error.h"

#include <algorithm>

namespace saccade {

namespace {

constexpr int Baselines = 2;

class Board
{
public:
    Board(const ModelPtr& model, const Image& picture, std::optional<int> classIndex, RunControl& control,
          const Progress& progress)
        : m_model(model)
        , m_picture(picture)
        , m_curves(model, picture, classIndex)
        , m_against(runnerUp(m_curves.probabilities(), m_curves.classIndex()))
        , m_control(control)
        , m_progress(progress)
    {
    }

    Scoreboard filled()
    {
        for (const MethodInfo& method : methods())
            addMethod(method);
        addRandom();
        addEdges();
        if (m_progress)
            m_progress(1.0, "Scoring");
        Scoreboard board{m_curves.classIndex(), std::move(m_rows)};
        std::ranges::stable_sort(board.rows, [](const ScoreRow& a, const ScoreRow& b) {
            if (a.refusal.empty() != b.refusal.empty())
                return a.refusal.empty();
            return a.refusal.empty() && a.score() > b.score();
        });
        return board;
    }

private:
    void goOn()
    {
        if (!m_control.checkpoint())
            throw Error("the scoreboard was stopped");
    }

    ScoreRow& begin(const std::string& method)
    {
        goOn();
        if (m_progress)
            m_progress(double(m_rows.size()) / double(methods().size() + Baselines), "Scoring " + method);
        m_rows.emplace_back().method = method;
        return m_rows.back();
    }

    void measure(ScoreRow& row, std::span<const int> order)
    {
        goOn();
        row.deletion = m_curves.deletion(order);
        goOn();
        row.insertion = m_curves.insertion(order);
    }

    void measureMap(ScoreRow& row)
    {
        const int cells = m_curves.cells();
        measure(row, descending(bilinear(row.map.values, row.map.rows, row.map.columns, cells, cells)));
    }

    void addMethod(const MethodInfo& method)
    {
        ScoreRow& row = begin(method.name);
        row.refusal = refusalOf(method, m_model->info().spec);
        if (!row.refusal.empty())
            return;
        row.map = singleMap(m_model, m_picture, method.name, m_curves.classIndex(), m_against);
        if (method.takesAgainst)
            row.map.words += ", the runner-up";
        measureMap(row);
    }

    void addRandom()
    {
        ScoreRow& row = begin("random");
        row.isBaseline = true;
        row.map = randomMap(m_curves.cells(), 0);
        row.map.classIndex = m_curves.classIndex();
        row.map.words +=
            "; curves are the mean of " + std::to_string(RandomOrders) + ", the map is the first";
        std::vector<RankedCurve> deletions;
        std::vector<RankedCurve> insertions;
        for (int i = 0; i < RandomOrders; ++i) {
            measure(row, randomOrder(m_curves.cells(), std::uint64_t(i)));
            deletions.push_back(std::move(row.deletion));
            insertions.push_back(std::move(row.insertion));
        }
        row.deletion = mean(deletions);
        row.insertion = mean(insertions);
    }

    void addEdges()
    {
        ScoreRow& row = begin("edges");
        row.isBaseline = true;
        row.map = edgeMap(m_picture, m_curves.cells());
        row.map.classIndex = m_curves.classIndex();
        measureMap(row);
    }

    static RankedCurve mean(const std::vector<RankedCurve>& curves)
    {
        RankedCurve result;
        for (std::size_t i = 0; i < curves.front().probabilities.size(); ++i) {
            double sum = 0;
            for (const RankedCurve& curve : curves)
                sum += curve.probabilities[i];
            result.probabilities.push_back(float(sum / double(curves.size())));
        }
        result.area = areaUnder(result.probabilities);
        return result;
    }

    const ModelPtr& m_model;
    const Image& m_picture;
    RankedCurves m_curves;
    std::optional<int> m_against;
    RunControl& m_control;
    const Progress& m_progress;
    std::vector<ScoreRow> m_rows;
};

} // namespace

Scoreboard scoreboard(const ModelPtr& model, const Image& picture, std::optional<int> classIndex,
                      RunControl& control, const Progress& progress)
{
    return Board(model, picture, classIndex, control, progress).filled();
}

} // namespace saccade
