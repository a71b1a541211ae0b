// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/metrics.h"

#include <optional>
#include <vector>

namespace saccade::ui {

enum class SortBy
{
    Order, ///< as the pictures lie in the data set
    Confidence,
    Loss
};

/// Which pictures of a data set are shown, and in which order.
struct PictureQuery
{
    std::optional<Split> split = Split::Test; ///< nothing: both, the training pictures first
    int label = -1;                           ///< a class, or -1 for all
    bool wrongOnly = false;
    SortBy sortBy = SortBy::Order;
    bool descending = false;

    /// Whether the answer depends on what a model said.
    bool needsPredictions() const { return wrongOnly || sortBy != SortBy::Order; }
    bool shows(Split s) const { return !split || *split == s; }
    bool operator==(const PictureQuery&) const = default;
};

/// What a model says of the pictures of each split; empty where it was not asked.
struct Predictions
{
    std::vector<Prediction> train;
    std::vector<Prediction> test;

    const std::vector<Prediction>& of(Split split) const { return split == Split::Train ? train : test; }
    std::vector<Prediction>& of(Split split) { return split == Split::Train ? train : test; }
    /// Of the picture in a row of the data set; null where not known.
    const Prediction* at(const Dataset& data, int row) const;
};

/// The picture in a row of the data set.
PictureRef pictureOfRow(const Dataset& data, int row);

/// Whether the model was asked and named another class than the true one.
bool isWrong(const Dataset& data, const Predictions& predictions, int row);

/// Rows of the data set that the query shows, in its order. Pictures of equal value keep the data set's
/// order; those without a prediction come last in a sort by confidence or loss.
std::vector<int> matchingRows(const Dataset& data, const Predictions& predictions, const PictureQuery& query);

/// How many of the pictures of the query's split and class are wrong.
int countWrong(const Dataset& data, const Predictions& predictions, const PictureQuery& query);

} // namespace saccade::ui
