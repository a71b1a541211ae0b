// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/scoreboard.h"

#include <utility>

namespace saccade::test {

/// A map of a method that is `low` everywhere but at one cell.
inline MethodMap spotMap(int rows, int columns, int cell, float high, float low = 0.0F)
{
    MethodMap map;
    map.rows = rows;
    map.columns = columns;
    map.values.assign(std::size_t(rows) * std::size_t(columns), low);
    map.values[std::size_t(cell)] = high;
    map.words = "relevance for the class, up to the layer";
    return map;
}

/// A row whose probability falls and rises in a straight line to these ends.
inline ScoreRow scoreRow(const std::string& method, double deletion, double insertion)
{
    ScoreRow row;
    row.method = method;
    row.isBaseline = method == "random" || method == "edges";
    row.deletion = {{0.9F, float(deletion), 0.1F}, deletion};
    row.insertion = {{0.1F, float(insertion), 0.9F}, insertion};
    row.map = spotMap(2, 2, 1, 1.0F);
    return row;
}

/// Two methods, both baselines among them, and a refused one.
inline Scoreboard smallBoard()
{
    Scoreboard board;
    board.classIndex = 1;
    board.rows = {scoreRow("grad-cam", 0.2, 0.7), scoreRow("edges", 0.3, 0.6),
                  scoreRow("occlusion", 0.35, 0.6), scoreRow("random", 0.4, 0.4), scoreRow("rollout", 0, 0)};
    board.rows.back().refusal = "A CNN has no attention.";
    return board;
}

} // namespace saccade::test
