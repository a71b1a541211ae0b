// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace saccade::ui {

struct FuzzyMatch
{
    int score = 0;        ///< higher is better; only to be compared for the same query
    QList<int> positions; ///< of the matched letters in the text
};

/// Whether the letters of `query` come in `text` in this order, whatever their case and with spaces left out;
/// the best way to place them, with letters at the start of a word and in a row preferred. Empty where they
/// do not. An empty query matches everything with a score of 0.
std::optional<FuzzyMatch> fuzzyMatch(const QString& query, const QString& text);

} // namespace saccade::ui
