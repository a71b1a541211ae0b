// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/scoreboard_folder.h"

#include "core/platform/atomic_file.h"
#include "core/render/chart_svg.h"
#include "core/render/png.h"
#include "core/values/error.h"

#include <cstdio>

namespace saccade::cli {

namespace fs = std::filesystem;

namespace {

constexpr int BestDrawn = 2;

std::string className(const ScoreboardToWrite& what)
{
    const std::size_t index = std::size_t(what.board.classIndex);
    return index < what.classNames.size() ? what.classNames[index] : std::string();
}

nlohmann::json curveJson(const RankedCurve& curve)
{
    return {{"area", curve.area}, {"probabilities", curve.probabilities}};
}

nlohmann::json rowJson(const ScoreRow& row)
{
    nlohmann::json json{{"method", row.method}, {"baseline", row.isBaseline}};
    if (!row.refusal.empty()) {
        json["refusal"] = row.refusal;
        return json;
    }
    json["score"] = row.score();
    json["deletion"] = curveJson(row.deletion);
    json["insertion"] = curveJson(row.insertion);
    json["computed"] = row.map.words;
    json["shape"] = {row.map.rows, row.map.columns};
    json["map"] = row.map.values;
    json["signed"] = row.map.isSigned;
    if (row.map.against)
        json["against"] = *row.map.against;
    return json;
}

ChartSeries seriesOf(const ScoreRow& row, const RankedCurve& curve)
{
    ChartSeries series;
    series.name = row.method;
    const double steps = double(curve.probabilities.size() - 1);
    for (std::size_t i = 0; i < curve.probabilities.size(); ++i)
        series.points.push_back({double(i) / steps, curve.probabilities[i]});
    return series;
}

/// The best methods and the baselines: more lines than these cannot be told apart.
std::string chart(const Scoreboard& board, const std::string& title, RankedCurve ScoreRow::*curve)
{
    std::vector<ChartSeries> series;
    int methods = 0;
    for (const ScoreRow& row : board.rows)
        if (row.refusal.empty() && (row.isBaseline || methods++ < BestDrawn))
            series.push_back(seriesOf(row, row.*curve));
    return lineChartSvg(title, "share of patches", series);
}

} // namespace

nlohmann::json scoreboardJson(const ScoreboardToWrite& what)
{
    nlohmann::json rows = nlohmann::json::array();
    for (const ScoreRow& row : what.board.rows)
        rows.push_back(rowJson(row));
    return {{"class", what.board.classIndex}, {"class_name", className(what)}, {"rows", rows}};
}

std::string scoreboardTable(const ScoreboardToWrite& what)
{
    char line[160];
    std::snprintf(line, sizeof(line), "class %d", what.board.classIndex);
    std::string table = line;
    const std::string name = className(what);
    if (!name.empty())
        table += " (" + name + ')';
    table += "\n\nmethod                 deletion  insertion   score\n";
    for (const ScoreRow& row : what.board.rows) {
        if (row.refusal.empty())
            std::snprintf(line, sizeof(line), "%-21s  %8.3f  %9.3f  %6.3f%s\n", row.method.c_str(),
                          row.deletion.area, row.insertion.area, row.score(),
                          row.isBaseline ? "  baseline" : "");
        else
            std::snprintf(line, sizeof(line), "%-21s  %s\n", row.method.c_str(), row.refusal.c_str());
        table += line;
    }
    return table + '\n';
}

fs::path writeScoreboard(const ScoreboardToWrite& what, const fs::path& folder)
{
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure)
        throw Error::badInput(folder.string(), "a folder that can be made", failure.message());
    writeFileAtomically(folder / "picture.png", encodePng(what.picture));
    writeFileAtomically(folder / "deletion.svg",
                        std::string_view(chart(what.board, "Deletion", &ScoreRow::deletion)));
    writeFileAtomically(folder / "insertion.svg",
                        std::string_view(chart(what.board, "Insertion", &ScoreRow::insertion)));
    writeFileAtomically(folder / "scoreboard.json", std::string_view(scoreboardJson(what).dump(2) + '\n'));
    return folder / "scoreboard.json";
}

} // namespace saccade::cli
