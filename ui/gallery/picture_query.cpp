// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/picture_query.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace saccade::ui {

namespace {

/// Rows [first, last) of the splits that a query shows.
std::pair<int, int> rowRange(const Dataset& data, const PictureQuery& query)
{
    const int first = query.shows(Split::Train) ? 0 : data.trainCount;
    const int last = data.trainCount + (query.shows(Split::Test) ? data.testCount : 0);
    return {first, last};
}

bool hasLabel(const Dataset& data, int row, int label)
{
    return label < 0 || data.labels[std::size_t(row)] == label;
}

struct KeyedRow
{
    float key;
    int row;
};

/// Unknown values and NaN get the greatest key: NaN has no place in an order.
float sortKey(const Prediction* prediction, const PictureQuery& query)
{
    if (prediction == nullptr)
        return std::numeric_limits<float>::infinity();
    const float value = query.sortBy == SortBy::Confidence ? prediction->confidence : prediction->loss;
    if (std::isnan(value))
        return std::numeric_limits<float>::infinity();
    return query.descending ? -value : value;
}

void sortByPrediction(const Dataset& data, const Predictions& predictions, const PictureQuery& query,
                      std::vector<int>& rows)
{
    std::vector<KeyedRow> keyed;
    keyed.reserve(rows.size());
    for (const int row : rows)
        keyed.push_back({sortKey(predictions.at(data, row), query), row});
    std::sort(keyed.begin(), keyed.end(), [](const KeyedRow& a, const KeyedRow& b) {
        return a.key != b.key ? a.key < b.key : a.row < b.row;
    });
    std::transform(keyed.begin(), keyed.end(), rows.begin(), [](const KeyedRow& k) { return k.row; });
}

} // namespace

const Prediction* Predictions::at(const Dataset& data, int row) const
{
    const bool inTest = row >= data.trainCount;
    const std::vector<Prediction>& known = inTest ? test : train;
    const std::size_t index = std::size_t(inTest ? row - data.trainCount : row);
    if (index >= known.size() || known[index].predicted < 0)
        return nullptr;
    return &known[index];
}

PictureRef pictureOfRow(const Dataset& data, int row)
{
    if (row >= data.trainCount)
        return {Split::Test, row - data.trainCount};
    return {Split::Train, row};
}

bool isWrong(const Dataset& data, const Predictions& predictions, int row)
{
    const Prediction* prediction = predictions.at(data, row);
    return prediction != nullptr && prediction->predicted != data.labels[std::size_t(row)];
}

std::vector<int> matchingRows(const Dataset& data, const Predictions& predictions, const PictureQuery& query)
{
    const auto [first, last] = rowRange(data, query);
    std::vector<int> rows;
    rows.reserve(std::size_t(last - first));
    for (int row = first; row < last; ++row)
        if (hasLabel(data, row, query.label) && (!query.wrongOnly || isWrong(data, predictions, row)))
            rows.push_back(row);
    if (query.sortBy != SortBy::Order)
        sortByPrediction(data, predictions, query, rows);
    else if (query.descending)
        std::reverse(rows.begin(), rows.end());
    return rows;
}

int countWrong(const Dataset& data, const Predictions& predictions, const PictureQuery& query)
{
    const auto [first, last] = rowRange(data, query);
    int wrong = 0;
    for (int row = first; row < last; ++row)
        if (hasLabel(data, row, query.label) && isWrong(data, predictions, row))
            ++wrong;
    return wrong;
}

} // namespace saccade::ui
